import { csrfToken, inWorkspace, offline, refusal } from "@/shared/api/http";

/** An uploaded file, as records hold it. */
export interface StoredFile {
  id: string;
  name: string;
  size: number;
  type: string;
}

/** Send a file; `onProgress` hears the share that has gone, from 0 to 1. `fetch` cannot tell that of what it sends. */
export async function uploadFile(slug: string, file: File, onProgress: (share: number) => void, signal?: AbortSignal): Promise<StoredFile> {
  const token = await csrfToken();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", inWorkspace(slug, "files"));
    request.setRequestHeader("accept-language", document.documentElement.lang);
    request.setRequestHeader("x-csrftoken", token);
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onload = () => (request.status === 201 ? resolve(JSON.parse(request.responseText) as StoredFile) : reject(refusal({ status: request.status, statusText: request.statusText, text: request.responseText, requestId: request.getResponseHeader("x-request-id") })));
    request.onerror = () => reject(offline());
    request.onabort = () => reject(new DOMException("aborted", "AbortError"));
    signal?.addEventListener("abort", () => request.abort());
    const body = new FormData();
    body.append("file", file, file.name);
    request.send(body);
  });
}

export const fileAddress = (slug: string, id: string): string => inWorkspace(slug, "files", id);
export const previewAddress = (slug: string, id: string): string => inWorkspace(slug, "files", id, "preview");

/** Kinds of pictures that have a preview. */
export const isPicture = (file: StoredFile): boolean => /^image\/(jpeg|png|gif|webp|bmp|x-ms-bmp|tiff)$/.test(file.type);

function isFile(value: unknown): value is StoredFile {
  return typeof value === "object" && value !== null && "id" in value && "name" in value && "size" in value;
}

/** The files of a field's value: one, several or none. */
export const filesOf = (value: unknown): StoredFile[] => (Array.isArray(value) ? value.filter(isFile) : isFile(value) ? [value] : []);

/** Have the browser save a file. */
export function download(slug: string, id: string): void {
  const link = document.createElement("a");
  link.href = fileAddress(slug, id);
  link.download = "";
  document.body.append(link);
  link.click();
  link.remove();
}

/** The one way to the server: same origin, CSRF header, problem details as typed errors. */
export interface Problem {
  pointer: string;
  code: string;
  message: string;
  suggestion?: string | null;
}

interface ProblemDetails {
  code?: string;
  title?: string;
  detail?: string;
  errors?: Problem[];
  request_id?: string;
}

export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly problems: Problem[] = [],
    readonly requestId: string | null = null,
  ) {
    super(message);
    this.name = "ApiError";
  }

  /** The sentence for one place of the input, such as `/values/price`. */
  at(pointer: string): string | undefined {
    return this.problems.find((problem) => problem.pointer === pointer)?.message;
  }
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type Query = Record<string, string | number | boolean | null | undefined>;

export interface RequestOptions {
  body?: unknown;
  query?: Query;
  /** The version that the change is based on; another one answers 412. */
  ifMatch?: number | string;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

const csrfToken = (): string | undefined =>
  document.cookie
    .split("; ")
    .find((pair) => pair.startsWith("csrftoken="))
    ?.slice("csrftoken=".length);

function address(path: string, query?: Query): string {
  const pairs = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== "");
  return pairs.length === 0 ? path : `${path}?${new URLSearchParams(pairs.map(([key, value]) => [key, String(value)])).toString()}`;
}

async function headersFor(method: Method, options: RequestOptions): Promise<Headers> {
  const headers = new Headers({ accept: "application/json", "accept-language": document.documentElement.lang });
  if (options.body !== undefined) headers.set("content-type", "application/json");
  if (options.ifMatch !== undefined) headers.set("if-match", `"${options.ifMatch}"`);
  if (options.idempotencyKey) headers.set("idempotency-key", options.idempotencyKey);
  if (method !== "GET") {
    if (!csrfToken()) await fetch("/api/auth/me", { credentials: "same-origin" });
    const token = csrfToken();
    if (token) headers.set("x-csrftoken", decodeURIComponent(token));
  }
  return headers;
}

async function refusal(response: Response): Promise<ApiError> {
  const text = await response.text();
  let details: ProblemDetails = {};
  try {
    details = JSON.parse(text) as ProblemDetails;
  } catch {
    // a proxy in between may answer in HTML: the status alone must do
  }
  return new ApiError(
    response.status,
    details.code ?? `http_${response.status}`,
    details.detail ?? details.title ?? response.statusText,
    details.errors ?? [],
    details.request_id ?? response.headers.get("x-request-id"),
  );
}

async function send(method: Method, path: string, options: RequestOptions): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address(path, options.query), {
      method,
      headers: await headersFor(method, options),
      credentials: "same-origin",
      ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new ApiError(0, "offline", "The server cannot be reached.");
  }
  if (!response.ok) throw await refusal(response);
  return response;
}

async function dataOf<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  return dataOf<T>(await send(method, path, options));
}

/** The answer and its version tag, for what is saved back with `ifMatch`. */
export async function requestWithTag<T>(method: Method, path: string, options: RequestOptions = {}): Promise<{ data: T; tag: string | undefined }> {
  const response = await send(method, path, options);
  const tag = response.headers.get("etag")?.replace(/^W\//, "").replace(/^"|"$/g, "");
  return { data: await dataOf<T>(response), tag };
}

export const http = {
  get: <T>(path: string, options?: RequestOptions) => request<T>("GET", path, options),
  post: <T>(path: string, body?: unknown, options?: RequestOptions) => request<T>("POST", path, { ...options, body: body ?? {} }),
  put: <T>(path: string, body: unknown, options?: RequestOptions) => request<T>("PUT", path, { ...options, body }),
  patch: <T>(path: string, body: unknown, options?: RequestOptions) => request<T>("PATCH", path, { ...options, body }),
  delete: <T>(path: string, options?: RequestOptions) => request<T>("DELETE", path, options),
};

/** The path of a workspace's own resource. */
export const inWorkspace = (slug: string, ...parts: (string | number)[]): string => ["/api/w", encodeURIComponent(slug), ...parts.map((part) => encodeURIComponent(String(part)))].join("/");

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

export const offline = (): ApiError => new ApiError(0, "offline", "The server cannot be reached.");

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type Query = Record<string, string | number | boolean | null | undefined>;

interface RequestOptions {
  body?: unknown;
  query?: Query;
  /** The version that the change is based on; another one answers 412. */
  ifMatch?: number | string;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

const csrfCookie = (): string | undefined =>
  document.cookie
    .split("; ")
    .find((pair) => pair.startsWith("csrftoken="))
    ?.slice("csrftoken=".length);

/** What proves that a change comes from our own pages; asked for where there is none yet. */
export async function csrfToken(): Promise<string> {
  if (!csrfCookie()) await fetch("/api/auth/me", { credentials: "same-origin" });
  return decodeURIComponent(csrfCookie() ?? "");
}

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
    const token = await csrfToken();
    if (token) headers.set("x-csrftoken", token);
  }
  return headers;
}

/** An answer that says no, as an error. */
export function refusal(answer: { status: number; statusText: string; text: string; requestId: string | null }): ApiError {
  let details: ProblemDetails = {};
  try {
    details = JSON.parse(answer.text) as ProblemDetails;
  } catch {
    // a proxy in between may answer in HTML: the status alone must do
  }
  return new ApiError(answer.status, details.code ?? `http_${answer.status}`, details.detail ?? details.title ?? answer.statusText, details.errors ?? [], details.request_id ?? answer.requestId);
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
    throw offline();
  }
  if (!response.ok) throw refusal({ status: response.status, statusText: response.statusText, text: await response.text(), requestId: response.headers.get("x-request-id") });
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

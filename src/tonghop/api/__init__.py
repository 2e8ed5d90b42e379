"""The interface for programs: REST under `/api/v1`, described by OpenAPI, its errors RFC 9457 problems."""

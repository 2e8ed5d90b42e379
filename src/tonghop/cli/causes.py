"""Why the system refused a file or an address, in the user's language."""

import errno
from collections.abc import Mapping

from tonghop.cli.options import Say

_CAUSES: Mapping[int, str] = {
    errno.EACCES: "không có quyền",
    errno.EPERM: "không có quyền",
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EEXIST: "đã có tệp trùng tên",
    errno.EISDIR: "là thư mục, không phải tệp",
    errno.ENOTDIR: "không phải là thư mục",
    errno.ENAMETOOLONG: "tên quá dài",
    errno.ENOSPC: "hết dung lượng đĩa",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.EADDRINUSE: "cổng đang được chương trình khác dùng",
    errno.EADDRNOTAVAIL: "máy không có địa chỉ này",
}


def cause(error: OSError, _: Say) -> str:
    """What the system says of an error; in its own words where it says something rare."""
    known = _CAUSES.get(error.errno or 0)
    return _(known) if known else error.strerror or str(error)

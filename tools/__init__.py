"""Small programs for those who develop Tổng Hợp."""

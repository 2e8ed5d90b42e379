"""The addresses of posted figures and of what comes into a register and out of it as files."""

from django.urls import path

from tonghop.web.registers import posting

urlpatterns = [
    path("so-theo-doi/ket-chuyen/<int:number>", posting.posting, name="register-posting"),
]

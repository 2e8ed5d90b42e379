"""The addresses of posted figures and of what comes into a register and out of it as files."""

from django.urls import path

from tonghop.web.registers import exchange, posting

urlpatterns = [
    path("so-theo-doi/ket-chuyen/<int:number>", posting.posting, name="register-posting"),
    path("so-theo-doi/ket-chuyen/<int:number>/hoan-tac", posting.undo, name="register-posting-undo"),
    path("so-theo-doi/<str:key>/nhap", exchange.received, name="register-import"),
    path("so-theo-doi/<str:key>/mau.<str:form>", exchange.template, name="register-template"),
    path("so-theo-doi/<str:key>/so.<str:form>", exchange.book, name="register-file"),
]

package relay.domain.reception;

/** The accounts cannot be read now; says nothing about the password that was given. */
public final class AccountsUnavailable extends RuntimeException {
  public AccountsUnavailable(String message, Throwable cause) {
    super(message, cause);
  }
}

package relay.domain.signing;

/** Why a signature is not pass; stays inside this package and ends as a {@link DkimResult}. */
final class Unverifiable extends Exception {
  private final DkimStatus status;

  Unverifiable(DkimStatus status, String reason) {
    super(reason, null, false, false);
    this.status = status;
  }

  static Unverifiable neutral(String reason) {
    return new Unverifiable(DkimStatus.NEUTRAL, reason);
  }

  static Unverifiable permanent(String reason) {
    return new Unverifiable(DkimStatus.PERMERROR, reason);
  }

  DkimStatus status() {
    return status;
  }
}

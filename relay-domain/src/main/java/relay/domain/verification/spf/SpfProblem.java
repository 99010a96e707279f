package relay.domain.verification.spf;

/** Why a check cannot go on. */
final class SpfProblem extends Exception {
  private static final long serialVersionUID = 1;
  private final SpfResult result;

  private SpfProblem(SpfResult result, String message) {
    super(message);
    this.result = result;
  }

  static SpfProblem permanent(String message) {
    return new SpfProblem(SpfResult.PERMERROR, message);
  }

  static SpfProblem temporary(String message) {
    return new SpfProblem(SpfResult.TEMPERROR, message);
  }

  SpfResult result() {
    return result;
  }
}

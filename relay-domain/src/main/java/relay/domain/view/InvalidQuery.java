package relay.domain.view;

/** A search that cannot be read; names the parameter and what it must be. */
public final class InvalidQuery extends IllegalArgumentException {
  private final String parameter;

  public InvalidQuery(String parameter, String rule) {
    super(rule);
    this.parameter = parameter;
  }

  public String parameter() {
    return parameter;
  }
}

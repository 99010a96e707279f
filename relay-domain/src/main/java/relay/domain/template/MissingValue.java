package relay.domain.template;

/** What is done where a template names a value that neither the data nor its defaults have. */
public enum MissingValue {
  /** Nothing is written in its place. */
  EMPTY,
  /** This recipient gets no mail. */
  REFUSE
}

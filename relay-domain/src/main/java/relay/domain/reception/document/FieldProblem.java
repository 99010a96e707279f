package relay.domain.reception.document;

/**
 * What is wrong with one field of a document.
 *
 * @param path where: {@code to[1]}, {@code attachments[0].type}; empty for the whole document
 * @param rule what is allowed, in words for the sender
 */
public record FieldProblem(String path, String rule) {
  @Override
  public String toString() {
    return path.isEmpty() ? rule : path + ": " + rule;
  }
}

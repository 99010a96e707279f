package relay.domain.template;

/**
 * A piece of a template.
 *
 * @param text of a literal, else the name in the tag
 * @param line where it begins, counted from 1
 * @param escape of a value
 */
record MustacheToken(Sort sort, String text, int line, Escape escape) {
  enum Sort {
    LITERAL,
    VALUE,
    /** A value that asks not to be escaped. */
    BARE_VALUE,
    SECTION,
    /** A section for when there is nothing. */
    INVERTED,
    END,
    COMMENT,
    PARTIAL
  }

  MustacheToken(Sort sort, String text, int line) {
    this(sort, text, line, Escape.NONE);
  }

  boolean isLiteral() {
    return sort == Sort.LITERAL;
  }

  boolean isValue() {
    return sort == Sort.VALUE || sort == Sort.BARE_VALUE;
  }

  /** Whether what stands between it and its end may be left out or repeated. */
  boolean opens() {
    return sort == Sort.SECTION || sort == Sort.INVERTED;
  }

  /** As it is written in a template. */
  String source() {
    return switch (sort) {
      case LITERAL -> text;
      case VALUE -> "{{" + text + "}}";
      case BARE_VALUE -> "{{&" + text + "}}";
      case SECTION -> "{{#" + text + "}}";
      case INVERTED -> "{{^" + text + "}}";
      case END -> "{{/" + text + "}}";
      case COMMENT -> "{{!}}";
      default -> "{{>" + text + "}}";
    };
  }

  MustacheToken escaped(Escape how) {
    return new MustacheToken(sort, text, line, how);
  }
}

package relay.domain.signing;

/** The forms of RFC 6376 3.4 in which header and body are signed. */
public enum Canonicalization {
  /** Nothing but empty lines at the end of the body may change. */
  SIMPLE,
  /** Blanks and folds may change. */
  RELAXED;

  /** Adds a field in this form, without a CR LF at its end. */
  void addField(HeaderField field, Octets out) {
    if (this == SIMPLE) {
      out.add(field.octets(), field.start(), field.end());
    } else {
      addRelaxed(field, out);
    }
  }

  // RFC 6376 3.4.2: name in lower case, unfolded, runs of blanks as one, none at either end.
  private static void addRelaxed(HeaderField field, Octets out) {
    byte[] octets = field.octets();
    for (int i = field.start(); i < field.nameEnd(); i++) {
      out.add(HeaderField.lowerCase(octets[i]));
    }
    out.add((byte) ':');
    boolean blank = false;
    boolean begun = false;
    int end = field.end();
    for (int i = field.valueStart(); i < end; i++) {
      byte octet = octets[i];
      if (octet == ' ' || octet == '\t') {
        blank = begun;
      } else if (octet == '\r' && i + 1 < end && octets[i + 1] == '\n') {
        i++;
      } else {
        if (blank) {
          out.add((byte) ' ');
          blank = false;
        }
        out.add(octet);
        begun = true;
      }
    }
  }
}

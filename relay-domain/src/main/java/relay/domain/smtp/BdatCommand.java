package relay.domain.smtp;

/** BDAT: a chunk of so many octets, perhaps the last (RFC 3030 2). */
public record BdatCommand(long octets, boolean last) {

  /** Reads what follows {@code BDAT }. */
  public static Parsed<BdatCommand> parse(String argument) {
    int space = argument.indexOf(' ');
    String size = space < 0 ? argument : argument.substring(0, space);
    String rest = space < 0 ? "" : argument.substring(space + 1);
    if (!Digits.are(size, 1, 20) || !(space < 0 || rest.equalsIgnoreCase("LAST"))) {
      return Parsed.rejected(501, "5.5.4", "BDAT is followed by a number of octets, and LAST");
    }
    return Parsed.value(new BdatCommand(Digits.saturated(size), space >= 0));
  }
}

package relay.domain.verification.report;

/** What octets look like, by the first of them. */
enum Form {
  XML,
  JSON,
  GZIP,
  ZIP,
  OTHER;

  /** How many octets are enough to tell. */
  static final int LOOK = 256;

  static Form of(byte[] octets) {
    if (starts(octets, 0x1f, 0x8b)) {
      return GZIP;
    }
    if (starts(octets, 'P', 'K', 3, 4)) {
      return ZIP;
    }
    if (starts(octets, 0xfe, 0xff) || starts(octets, 0xff, 0xfe)) {
      return XML; // UTF-16, which JSON never is (RFC 8259 8.1)
    }
    int at = starts(octets, 0xef, 0xbb, 0xbf) ? 3 : 0;
    while (at < octets.length && at < LOOK && " \t\r\n".indexOf(octets[at]) >= 0) {
      at++;
    }
    if (at == octets.length || at == LOOK) {
      return OTHER;
    }
    return octets[at] == '<' ? XML : octets[at] == '{' ? JSON : OTHER;
  }

  private static boolean starts(byte[] octets, int... wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (i >= octets.length || (octets[i] & 255) != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}

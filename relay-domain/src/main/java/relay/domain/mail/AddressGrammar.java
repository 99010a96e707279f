package relay.domain.mail;

import java.util.regex.Pattern;

/**
 * The grammar of RFC 5321 4.1.2 and 4.1.3 with the UTF-8 of RFC 6531 3.3; every check is linear in
 * the length.
 */
final class AddressGrammar {
  private static final int LOCAL_PART_OCTETS_MAX = 64;
  private static final Pattern DOT_STRING =
      Pattern.compile(
          "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u0080-\\uffff-]++(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u0080-\\uffff-]++)*+");
  private static final Pattern QUOTED_STRING =
      Pattern.compile(
          "\"([\\x20\\x21\\x23-\\x5b\\x5d-\\x7e\\u0080-\\uffff]|\\\\[\\x20-\\x7e])*+\"");
  private static final Pattern IPV4_LITERAL =
      Pattern.compile("\\[(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})]");
  private static final Pattern IPV6_LITERAL = Pattern.compile("\\[ipv6:[0-9a-f:.]{2,45}]");

  private AddressGrammar() {}

  static void checkLocalPart(String localPart) {
    if (localPart.getBytes(java.nio.charset.StandardCharsets.UTF_8).length
        > LOCAL_PART_OCTETS_MAX) {
      throw new InvalidAddress("local part longer than 64 octets");
    }
    if (!DOT_STRING.matcher(localPart).matches() && !QUOTED_STRING.matcher(localPart).matches()) {
      throw new InvalidAddress("local part is neither a dot-string nor a quoted string");
    }
  }

  static void checkDomain(String domain) {
    if (!domain.startsWith("[")) {
      DomainName.of(domain);
      return;
    }
    var v4 = IPV4_LITERAL.matcher(domain);
    if (v4.matches()) {
      for (int i = 1; i <= 4; i++) {
        if (Integer.parseInt(v4.group(i)) > 255) {
          throw new InvalidAddress("address literal out of range");
        }
      }
    } else if (!IPV6_LITERAL.matcher(domain).matches()) {
      throw new InvalidAddress("not an address literal");
    }
  }
}

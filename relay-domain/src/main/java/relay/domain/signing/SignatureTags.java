package relay.domain.signing;

import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import relay.domain.mail.DomainName;
import relay.domain.mail.InvalidAddress;

/**
 * A signature that has been read and is well made (RFC 6376 3.5 and 6.1.1).
 *
 * @param identityDomain the domain of {@code i=}
 * @param signedNames {@code h=} in lower case
 * @param bodyOctetsMax {@code l=}; Long.MAX_VALUE without
 */
record SignatureTags(
    SigningAlgorithm algorithm,
    byte[] signature,
    byte[] bodyHash,
    Canonicalization header,
    Canonicalization body,
    DomainName domain,
    DomainName identityDomain,
    String recordName,
    List<String> signedNames,
    long bodyOctetsMax,
    OptionalLong signedAt,
    OptionalLong expiresAt) {
  private static final String DNS = "dns/txt";
  private static final int NAMES_MAX = 1000;
  private static final int RECORD_NAME_OCTETS_MAX = 253;

  static SignatureTags of(TagList tags) throws Unverifiable {
    if (!tags.required("v").equals("1")) {
      throw Unverifiable.neutral("unknown version v=" + tags.getOrEmpty("v"));
    }
    SigningAlgorithm algorithm = algorithmOf(tags.required("a"));
    String[] canonical = tags.get("c").orElse("simple/simple").split("/", 2);
    DomainName domain = domainOf("d", tags.required("d"));
    List<String> names = signedNames(tags.required("h"));
    byte[] bodyHash = base64("bh", tags.required("bh"));
    if (bodyHash.length != Sha256.OCTETS) {
      throw Unverifiable.neutral("syntax error: bh= is no SHA-256 hash");
    }
    String ways = TagList.withoutSpace(tags.get("q").orElse(DNS));
    if (!Arrays.asList(ways.split(":")).contains(DNS)) {
      throw Unverifiable.neutral("q= names no known way to ask for the key");
    }
    SignatureTags read =
        new SignatureTags(
            algorithm,
            base64("b", tags.required("b")),
            bodyHash,
            canonicalization(canonical[0]),
            canonicalization(canonical.length == 2 ? canonical[1] : "simple"),
            domain,
            identityOf(tags, domain),
            recordName(tags.required("s"), domain),
            names,
            number(tags, "l").orElse(Long.MAX_VALUE),
            number(tags, "t"),
            number(tags, "x"));
    read.check();
    return read;
  }

  private void check() throws Unverifiable {
    if (!signedNames.contains("from")) {
      throw Unverifiable.permanent("From is not signed");
    }
    if (!isSameOrBelow(identityDomain, domain)) {
      throw Unverifiable.permanent("i= is not within d=");
    }
    if (signedAt.isPresent()
        && expiresAt.isPresent()
        && expiresAt.getAsLong() <= signedAt.getAsLong()) {
      throw Unverifiable.neutral("syntax error: x= is not later than t=");
    }
  }

  private static boolean isSameOrBelow(DomainName name, DomainName parent) {
    return name.equals(parent) || name.ascii().endsWith("." + parent.ascii());
  }

  private static SigningAlgorithm algorithmOf(String text) throws Unverifiable {
    if (text.equals("rsa-sha1")) {
      throw Unverifiable.permanent("rsa-sha1 proves nothing any more (RFC 8301)");
    }
    return SigningAlgorithm.of(text)
        .orElseThrow(() -> Unverifiable.neutral("unknown algorithm a="));
  }

  private static Canonicalization canonicalization(String text) throws Unverifiable {
    return switch (text) {
      case "simple" -> Canonicalization.SIMPLE;
      case "relaxed" -> Canonicalization.RELAXED;
      default -> throw Unverifiable.neutral("unknown canonicalization c=");
    };
  }

  // RFC 8616 5: U-labels may stand in d=, s= and i=, and are asked for as A-labels.
  private static DomainName domainOf(String tag, String text) throws Unverifiable {
    try {
      return DomainName.of(utf8(text));
    } catch (InvalidAddress e) {
      throw Unverifiable.neutral("syntax error: " + tag + "= is no domain name");
    }
  }

  private static DomainName identityOf(TagList tags, DomainName domain) throws Unverifiable {
    String identity = tags.getOrEmpty("i");
    if (identity.isEmpty()) {
      return domain;
    }
    int at = identity.lastIndexOf('@');
    if (at < 0) {
      throw Unverifiable.neutral("syntax error: i= without @");
    }
    return domainOf("i", identity.substring(at + 1));
  }

  private static String recordName(String selector, DomainName domain) throws Unverifiable {
    String ascii;
    try {
      ascii = IDN.toASCII(utf8(selector));
      SigningKey.checkSelector(ascii);
    } catch (IllegalArgumentException e) {
      throw Unverifiable.neutral("syntax error: s= is no selector");
    }
    String name = ascii + "._domainkey." + domain.ascii();
    if (name.length() > RECORD_NAME_OCTETS_MAX) {
      throw Unverifiable.neutral("syntax error: s= and d= are too long for a name");
    }
    return name;
  }

  private static List<String> signedNames(String text) throws Unverifiable {
    String[] names = TagList.withoutSpace(text).toLowerCase(Locale.ROOT).split(":", NAMES_MAX + 1);
    if (names.length > NAMES_MAX || Arrays.asList(names).contains("")) {
      throw Unverifiable.neutral("syntax error: h= is no list of up to 1000 names");
    }
    return List.of(names);
  }

  private static OptionalLong number(TagList tags, String tag) throws Unverifiable {
    String digits = tags.getOrEmpty(tag);
    if (tags.get(tag).isEmpty()) {
      return OptionalLong.empty();
    }
    // RFC 6376 3.5: l= may have 76 digits.
    if (digits.isEmpty()
        || digits.length() > 76
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw Unverifiable.neutral("syntax error: " + tag + "= is no number");
    }
    return OptionalLong.of(digits.length() > 18 ? Long.MAX_VALUE - 1 : Long.parseLong(digits));
  }

  static byte[] base64(String tag, String text) throws Unverifiable {
    try {
      return Base64.getDecoder().decode(TagList.withoutSpace(text));
    } catch (IllegalArgumentException e) {
      throw Unverifiable.neutral("syntax error: " + tag + "= is no base64");
    }
  }

  /** Fields are read octet by octet as ISO 8859-1, so that places in them can be counted. */
  private static String utf8(String octets) {
    return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}

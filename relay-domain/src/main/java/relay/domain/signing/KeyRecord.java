package relay.domain.signing;

import java.util.Arrays;

/**
 * A public key as published (RFC 6376 3.6.1), fit for one signature.
 *
 * @param testing {@code t=y}
 */
record KeyRecord(VerificationKey key, boolean testing) {

  /**
   * Reads the record for this signature.
   *
   * @throws Unverifiable permanent, when the record is broken, revoked or meant for something else
   */
  static KeyRecord of(String text, SignatureTags signature) throws Unverifiable {
    TagList tags = parse(text);
    if (tags.get("v").isPresent() && !(tags.isFirst("v") && tags.getOrEmpty("v").equals("DKIM1"))) {
      throw Unverifiable.permanent("the key record is of an unknown version");
    }
    if (!tags.get("k").orElse("rsa").equals(signature.algorithm().keyType())) {
      throw Unverifiable.permanent("the key record is for another algorithm");
    }
    if (!lists(tags.get("h").orElse("sha256"), "sha256")) {
      throw Unverifiable.permanent("the key record does not allow sha256");
    }
    String services = tags.get("s").orElse("*");
    if (!lists(services, "*") && !lists(services, "email")) {
      throw Unverifiable.permanent("the key record is not for mail");
    }
    String flags = tags.getOrEmpty("t");
    if (lists(flags, "s") && !signature.identityDomain().equals(signature.domain())) {
      throw Unverifiable.permanent("the key record allows no subdomain in i=");
    }
    if (tags.get("p").isEmpty()) {
      throw Unverifiable.permanent("the key record has no p=");
    }
    if (tags.getOrEmpty("p").isEmpty()) {
      throw Unverifiable.permanent("the key is revoked");
    }
    return new KeyRecord(
        VerificationKey.of(signature.algorithm(), publicKey(tags)), lists(flags, "y"));
  }

  private static TagList parse(String text) throws Unverifiable {
    try {
      return TagList.parse(text);
    } catch (Unverifiable e) {
      throw Unverifiable.permanent("the key record is broken: " + e.getMessage());
    }
  }

  private static byte[] publicKey(TagList tags) throws Unverifiable {
    try {
      return SignatureTags.base64("p", tags.getOrEmpty("p"));
    } catch (Unverifiable e) {
      throw Unverifiable.permanent("the key record is broken: " + e.getMessage());
    }
  }

  private static boolean lists(String list, String item) {
    return Arrays.asList(TagList.withoutSpace(list).split(":")).contains(item);
  }
}

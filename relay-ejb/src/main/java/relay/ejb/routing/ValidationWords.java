package relay.ejb.routing;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The library's reasons, which are keys with the names they are about and may have another reason
 * inside, in words for postmasters.
 */
final class ValidationWords {
  private static final Map<String, String> WORDS = new LinkedHashMap<>();

  static {
    WORDS.put("dnskey.expired", "a signature has expired");
    WORDS.put("dnskey.not_yet_valid", "a signature is not valid yet");
    WORDS.put("validate.bogus.missingsig", "a signature is missing");
    WORDS.put("dnskey.no_sigs", "a signature is missing");
    WORDS.put("validate.bogus.rrsigtoomany", "there are too many signatures to try");
    WORDS.put("dnskey.ds_max_match", "there are too many keys to try");
    WORDS.put("dnskey.no_rrset", "a zone that should be signed shows no keys");
    WORDS.put(
        "dnskey.no_ds_match", "no key of the zone is the one that the zone above vouches for");
    WORDS.put("dnskey.ds_match_mismatch", "the keys are not signed by the one that is vouched for");
    WORDS.put("dnskey.no_key", "the key that signed is none of the zone");
    WORDS.put("dnskey.", "a signature does not fit");
    WORDS.put("failed.nsec3_ignored", "names are hashed more often than is examined (RFC 9276)");
    WORDS.put("failed.nxdomain.nsec3_insecure", "the zone leaves unsigned parts out of its proofs");
    WORDS.put("insecure.ds.noalgorithms", "its zone is signed with no algorithm that is known");
    WORDS.put("failed.ds.noalg", "its zone is signed with no algorithm that is known");
    WORDS.put("failed.ds.no", "the zone above vouches with no digest that is known");
    WORDS.put("insecure.ds", "its zone is not signed: the zone above has no DS record");
    WORDS.put("validate.insecure", "its zone is not signed");
    WORDS.put("failed.ds", "it is not proven whether the zone is signed");
    WORDS.put("failed.positive.wildcard", "a wildcard is not proven to be what holds");
    WORDS.put("failed.n", "it is not proven that there is nothing");
    WORDS.put("failed.authority", "the proof that comes with it is not good");
    WORDS.put("failed.answer", "a signature does not fit");
  }

  private ValidationWords() {}

  /** The words for the innermost reason that is known. */
  static String of(String reason) {
    if (reason.isEmpty()) {
      return "the zone leaves unsigned parts out of its proofs";
    }
    String words = "";
    int at = -1;
    for (Map.Entry<String, String> each : WORDS.entrySet()) {
      int found = reason.lastIndexOf(each.getKey());
      if (found > at) {
        at = found;
        words = each.getValue();
      }
    }
    // What is not in the table is at least said as the library says it.
    return words.isEmpty() ? reason : words;
  }
}

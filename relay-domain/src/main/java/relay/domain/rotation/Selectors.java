package relay.domain.rotation;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import relay.domain.control.InvalidField;
import relay.domain.signing.SigningAlgorithm;
import relay.domain.tenancy.DomainKey;

/** Names new keys, never like one that is there. */
final class Selectors {
  private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;
  private static final String ED25519_SUFFIX = "-ed25519";
  private static final String FIELD = "selector";

  private Selectors() {}

  /**
   * {@code r20260131} or {@code e20260131}, with a number behind when that is taken; what the
   * operator wishes when he does, for Ed25519 beside RSA with {@code -ed25519} behind it.
   *
   * @throws InvalidField when the wish is no selector, or taken
   */
  static String of(
      SigningAlgorithm algorithm, RotationOrder order, Set<String> taken, Instant now) {
    boolean isRsa = algorithm == SigningAlgorithm.RSA_SHA256;
    Optional<String> wish = order.selector();
    if (wish.isPresent()) {
      String suffix = isRsa || order.algorithms().size() == 1 ? "" : ED25519_SUFFIX;
      return checked(wish.get() + suffix, taken);
    }
    String day = (isRsa ? "r" : "e") + DAY.format(now.atOffset(ZoneOffset.UTC).toLocalDate());
    String selector = day;
    for (int i = 2; taken.contains(selector); i++) {
      selector = day + "-" + i;
    }
    return selector;
  }

  private static String checked(String selector, Set<String> taken) {
    if (!DomainKey.isSelector(selector)) {
      throw new InvalidField(FIELD, DomainKey.SELECTOR_RULE);
    }
    if (taken.contains(selector)) {
      throw new InvalidField(FIELD, "must be new: there is a key " + selector);
    }
    return selector;
  }
}

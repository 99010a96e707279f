package relay.domain.administration;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.secret.SecretVault;
import relay.domain.tenancy.ObjectIds;
import relay.domain.webhook.Target;
import relay.domain.webhook.TargetRule;
import relay.domain.webhook.Webhook;
import relay.domain.webhook.WebhookKind;
import relay.domain.webhook.WebhookSignature;

/**
 * Webhooks: makes ids and secrets, shows each secret once, lets an old one sign for a day more, and
 * refuses addresses that no post would go to.
 */
final class WebhookRules implements KindRules {
  /** In a document only: make a new secret; the one before goes on signing for a time. */
  static final String RENEW = "new_secret";

  private static final String URL = "url";
  private static final Duration OVERLAP = Duration.ofHours(24);
  private static final String ID_PREFIX = "w-";
  private static final int ID_LETTERS = 8;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final SecretVault vault;
  private final TargetRule pointing;

  WebhookRules(
      InstantSource clock, RandomGenerator random, SecretVault vault, TargetRule pointing) {
    this.clock = clock;
    this.random = random;
    this.vault = vault;
    this.pointing = pointing;
  }

  @Override
  public Set<String> relayFields() {
    return Set.of(
        WebhookKind.SECRET,
        WebhookKind.SECRET_BEFORE,
        WebhookKind.SECRET_BEFORE_UNTIL,
        WebhookKind.CREATED_AT,
        WebhookKind.FAILURE,
        WebhookKind.REPLAY);
  }

  @Override
  public Set<String> filters() {
    return Set.of("state");
  }

  @Override
  public String newId() {
    return ID_PREFIX + ObjectIds.letters(random, ID_LETTERS);
  }

  @Override
  public Draft complete(ControlKey key, JsonObject fields, Optional<JsonObject> before) {
    judgeAddress(fields, before);
    Instant now = clock.instant();
    boolean renew = new Fields(fields).yesNo(RENEW, false);
    JsonObjectBuilder out = ControlJson.object(fields).remove(RENEW);
    if (!"failed".equals(fields.getString("state", ""))) {
      out.remove(WebhookKind.FAILURE);
    }
    Map<String, String> shownOnce = new LinkedHashMap<>();
    if (!fields.containsKey(WebhookKind.CREATED_AT)) {
      out.add(WebhookKind.CREATED_AT, now.toString());
    }
    boolean isFirst = !fields.containsKey(WebhookKind.SECRET);
    if (renew || isFirst) {
      String made = WebhookSignature.secret(random);
      byte[] octets = made.getBytes(StandardCharsets.US_ASCII);
      if (!isFirst) {
        out.add(WebhookKind.SECRET_BEFORE, fields.getString(WebhookKind.SECRET));
        out.add(WebhookKind.SECRET_BEFORE_UNTIL, now.plus(OVERLAP).toString());
      }
      out.add(WebhookKind.SECRET, vault.box().seal(octets, Webhook.secretPlace(key)));
      shownOnce.put(WebhookKind.SECRET, made);
    }
    return new Draft(out.build(), shownOnce);
  }

  /**
   * Of addresses alone: what a name points at is looked up at each post, for it may change. One
   * that was there before stays until it is changed, so that such a webhook can still be switched
   * off.
   */
  private void judgeAddress(JsonObject fields, Optional<JsonObject> before) {
    Optional<String> url = new Fields(fields).text(URL);
    if (url.isEmpty() || before.flatMap(b -> new Fields(b).text(URL)).equals(url)) {
      return;
    }
    target(url.get())
        .flatMap(target -> target.literal().flatMap(it -> pointing.objection(target, it)))
        .ifPresent(
            why -> {
              throw new InvalidField(URL, "must point elsewhere: " + why);
            });
  }

  /** Empty for what is none: the kind says so. */
  private static Optional<Target> target(String url) {
    try {
      return Optional.of(Target.parse(url));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}

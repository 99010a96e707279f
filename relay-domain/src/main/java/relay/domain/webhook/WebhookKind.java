package relay.domain.webhook;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlKind;
import relay.domain.control.ControlState;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;
import relay.domain.notice.NoticeType;
import relay.domain.secret.SecretBox;
import relay.domain.tenancy.ShortName;
import relay.domain.tenancy.Tenant;

/** Webhooks as control objects. */
public final class WebhookKind implements ControlKind<Webhook> {
  public static final WebhookKind WEBHOOK = new WebhookKind();
  public static final String SECRET = "secret";
  public static final String SECRET_BEFORE = "secret_before";
  public static final String SECRET_BEFORE_UNTIL = "secret_before_until";
  public static final String CREATED_AT = "created_at";
  public static final String FAILURE = "failure";
  public static final String REPLAY = "replay";
  private static final String TENANTS = "tenants";
  static final int OF_A_TENANT_MAX = 50;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  @Override
  public String name() {
    return Webhook.KIND;
  }

  @Override
  public Class<Webhook> type() {
    return Webhook.class;
  }

  @Override
  public Set<String> secretFields() {
    return Set.of(SECRET, SECRET_BEFORE);
  }

  @Override
  public Webhook read(ControlKey key, long version, JsonObject json) {
    Fields fields = new Fields(json);
    if (!ID.matcher(key.id()).matches()) {
      throw new InvalidField("id", "must be 1 to 64 letters, digits, dots, hyphens or underscores");
    }
    String url = fields.text("url").orElseThrow(() -> fields.invalid("url", Target.RULE));
    Target target = fields.value("url", Target.RULE, Target::parse).orElseThrow();
    return new Webhook(
        key.tenant(),
        key.id(),
        version,
        target,
        url,
        fields.word("state", WebhookState.class).orElse(WebhookState.ACTIVE),
        fields.text(FAILURE).orElse(""),
        fields.set("types", "must be one of " + NoticeType.words(), NoticeType::worded),
        fields.set("streams", ShortName.RULE, ShortName::of),
        tenants(key, fields),
        fields.instant(CREATED_AT).orElse(Instant.EPOCH),
        new Webhook.Secrets(
            fields
                .value(SECRET, "must be a sealed secret", WebhookKind::sealed)
                .orElseThrow(() -> fields.invalid(SECRET, "must be given")),
            fields.value(SECRET_BEFORE, "must be a sealed secret", WebhookKind::sealed),
            fields.instant(SECRET_BEFORE_UNTIL)),
        replay(fields.within(REPLAY)));
  }

  private static Set<String> tenants(ControlKey key, Fields fields) {
    Set<String> tenants = fields.set(TENANTS, ShortName.RULE, ShortName::of);
    if (!tenants.isEmpty() && !key.tenant().isEmpty()) {
      throw fields.invalid(TENANTS, "only a webhook of the platform hears of several tenants");
    }
    return tenants;
  }

  private static Optional<Webhook.Replay> replay(Fields fields) {
    return fields
        .text("id")
        .map(
            id ->
                new Webhook.Replay(
                    id,
                    fields.instant("from").orElseThrow(() -> fields.invalid("from", "is missing")),
                    fields
                        .instant("until")
                        .orElseThrow(() -> fields.invalid("until", "is missing"))));
  }

  private static String sealed(String text) {
    if (!SecretBox.isSealed(text)) {
      throw new IllegalArgumentException("not sealed");
    }
    return text;
  }

  @Override
  public JsonObject write(Webhook webhook) {
    JsonObjectBuilder out =
        ControlJson.object().add("url", webhook.url()).add("state", Fields.word(webhook.state()));
    if (!webhook.failure().isEmpty()) {
      out.add(FAILURE, webhook.failure());
    }
    ControlJson.add(out, "types", webhook.types().stream().sorted().map(NoticeType::word).toList());
    ControlJson.add(out, "streams", webhook.streams().stream().sorted().toList());
    ControlJson.add(out, TENANTS, webhook.tenants().stream().sorted().toList());
    out.add(CREATED_AT, webhook.createdAt().toString());
    out.add(SECRET, webhook.secrets().newest());
    ControlJson.add(out, SECRET_BEFORE, webhook.secrets().before());
    ControlJson.add(out, SECRET_BEFORE_UNTIL, webhook.secrets().beforeUntil());
    webhook
        .replay()
        .ifPresent(
            replay ->
                out.add(
                    REPLAY,
                    ControlJson.object()
                        .add("id", replay.id())
                        .add("from", replay.from().toString())
                        .add("until", replay.until().toString())));
    return out.build();
  }

  @Override
  public Webhook resealed(Webhook webhook, BinaryOperator<String> renewal) {
    String place = Webhook.secretPlace(webhook.key());
    Webhook.Secrets old = webhook.secrets();
    String newest = renewal.apply(old.newest(), place);
    Optional<String> before = old.before().map(text -> renewal.apply(text, place));
    if (newest.equals(old.newest()) && before.equals(old.before())) {
      return webhook;
    }
    JsonObjectBuilder out = ControlJson.object(write(webhook)).add(SECRET, newest);
    before.ifPresent(text -> out.add(SECRET_BEFORE, text));
    return read(webhook.key(), webhook.version(), out.build());
  }

  @Override
  public Optional<Refusal> judgePut(ControlState state, Webhook after) {
    Optional<Refusal> nobodys =
        after.isOfPlatform() ? Optional.empty() : Tenant.mustExist(state, after.tenant());
    if (nobodys.isPresent()) {
      return nobodys;
    }
    long others =
        state.all(this, after.tenant()).stream().filter(w -> !w.id().equals(after.id())).count();
    return others < OF_A_TENANT_MAX
        ? Optional.empty()
        : Optional.of(
            new Refusal.Conflict(
                (after.isOfPlatform() ? "the platform" : "a tenant")
                    + " has at most "
                    + OF_A_TENANT_MAX
                    + " webhooks; delete one first"));
  }
}

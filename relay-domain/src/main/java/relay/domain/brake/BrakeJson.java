package relay.domain.brake;

import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.spi.JsonProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import relay.domain.brake.Brake.Lift;
import relay.domain.mail.EmailAddress;
import relay.domain.mail.QueueId;

/**
 * A brake as JSON: in the database, in the node's file, in answers. The version stands elsewhere.
 */
public final class BrakeJson {
  private static final JsonBuilderFactory BUILDERS =
      JsonProvider.provider().createBuilderFactory(Map.of());

  private BrakeJson() {}

  public static JsonObjectBuilder write(Brake brake) {
    JsonObjectBuilder match = BUILDERS.createObjectBuilder();
    BrakeScope scope = brake.scope();
    if (scope.isEverything()) {
      match.add("everything", true);
    }
    scope.tenant().ifPresent(t -> match.add("tenant", t));
    scope.stream().ifPresent(s -> match.add("stream", s));
    scope.campaign().ifPresent(c -> match.add("campaign", c));
    scope.senderDomain().ifPresent(d -> match.add("sender_domain", d.text()));
    scope.recipientDomain().ifPresent(d -> match.add("recipient_domain", d.text()));
    scope.provider().ifPresent(p -> match.add("provider", p));
    scope.source().ifPresent(s -> match.add("egress_source", s));
    scope.mail().ifPresent(m -> match.add("message", m.text()));
    scope.recipient().ifPresent(r -> match.add("recipient", r.toString()));
    scope.olderThan().ifPresent(d -> match.add("older_than", d.toSeconds() + "s"));
    JsonObjectBuilder out =
        BUILDERS
            .createObjectBuilder()
            .add("id", brake.id())
            .add("kind", brake.kind().label())
            .add("match", match)
            .add("reason", brake.reason())
            .add("author", brake.author())
            .add("created_at", brake.createdAt().toString())
            .add("until", brake.until().toString());
    brake.route().ifPresent(r -> out.add("route", r));
    brake.perMinute().ifPresent(n -> out.add("per_minute", n));
    brake
        .lifted()
        .ifPresent(lift -> out.add("lifted_at", lift.at().toString()).add("lifted_by", lift.by()));
    return out;
  }

  /**
   * @throws RuntimeException when it is not what {@link #write} wrote
   */
  public static Brake read(JsonObject json) {
    return new Brake(
        json.getString("id"),
        0,
        BrakeKind.labelled(json.getString("kind")).orElseThrow(),
        scope(json.getJsonObject("match")),
        json.getString("reason"),
        json.getString("author"),
        Instant.parse(json.getString("created_at")),
        Instant.parse(json.getString("until")),
        text(json, "route"),
        json.containsKey("per_minute") ? Optional.of(json.getInt("per_minute")) : Optional.empty(),
        text(json, "lifted_at")
            .map(at -> new Lift(Instant.parse(at), json.getString("lifted_by"))));
  }

  private static BrakeScope scope(JsonObject match) {
    return new BrakeScope(
        text(match, "tenant"),
        text(match, "stream"),
        text(match, "campaign"),
        text(match, "sender_domain").map(DomainPattern::new),
        text(match, "recipient_domain").map(DomainPattern::new),
        text(match, "provider"),
        text(match, "egress_source"),
        text(match, "message").map(QueueId::new),
        text(match, "recipient").map(EmailAddress::parse),
        text(match, "older_than").map(t -> Duration.parse("PT" + t)));
  }

  private static Optional<String> text(JsonObject json, String name) {
    return Optional.ofNullable(json.getString(name, null));
  }
}

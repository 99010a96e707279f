package relay.domain.administration;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlObject;
import relay.domain.tenancy.ObjectIds;
import relay.domain.tenancy.SendingDomain;

/** Sending domains: verified by proof alone; shows the record that proves it. */
final class DomainRules implements KindRules {
  private static final String TOKEN = "token";
  private final RandomGenerator random;

  DomainRules(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public Set<String> relayFields() {
    return Set.of("state", TOKEN, "verified_at");
  }

  @Override
  public Set<String> filters() {
    return Set.of("state");
  }

  @Override
  public Draft complete(JsonObject fields, Optional<JsonObject> before) {
    JsonObjectBuilder out = ControlJson.object();
    fields.forEach(out::add);
    if (before.isEmpty()) {
      out.add(TOKEN, ObjectIds.domainToken(random));
    }
    return Draft.of(out.build());
  }

  @Override
  public JsonObject facts(ControlObject object) {
    if (!(object instanceof SendingDomain domain)) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    return ControlJson.object()
        .add(
            "publish",
            ControlJson.object()
                .add("type", "TXT")
                .add("name", domain.proofName().ascii())
                .add("text", domain.proofText()))
        .build();
  }
}

package relay.web.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import relay.domain.health.Condition;
import relay.domain.routing.AnswerSecurity;
import relay.domain.routing.DnssecMode;
import relay.domain.routing.ResolverProbe;
import relay.domain.routing.ResolverReply;
import relay.domain.routing.ResolverReply.Validity;
import relay.domain.routing.ResolverWatch;
import relay.web.HttpPeer;

class DnsDiagnosisResourceTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private final DnsDiagnosisResource resource = new DnsDiagnosisResource();

  @Test
  void shouldAskNowAndTellOfEachResolver() {
    resource.resolvers = watch(DnssecMode.VALIDATE);

    JsonObject answer = ask();

    assertThat(answer.getString("at")).isEqualTo("2026-01-01T12:00:00Z");
    assertThat(answer.getString("dnssec")).isEqualTo("validate");
    assertThat(answer.getBoolean("good")).isFalse();
    JsonObject first = answer.getJsonArray("resolvers").getJsonObject(0);
    assertThat(first.getString("server")).isEqualTo("192.0.2.53:53");
    assertThat(first.getString("state")).isEqualTo("good");
    JsonObject second = answer.getJsonArray("resolvers").getJsonObject(1);
    assertThat(second.getString("state")).isEqualTo("silent");
    assertThat(second.getString("says")).contains("in time");
    JsonObject all = answer.getJsonArray("resolvers").getJsonObject(2);
    assertThat(all.containsKey("server")).isFalse();
    assertThat(all.getString("state")).isEqualTo("bogus");
  }

  @Test
  void shouldLetHealthKnowWhatItFound() {
    resource.resolvers = watch(DnssecMode.VALIDATE);

    ask();

    assertThat(resource.resolvers.finding().condition()).isEqualTo(Condition.DEGRADED);
  }

  @Test
  void shouldTellThatNobodyIsAskedWhereDnssecIsOff() {
    resource.resolvers = watch(DnssecMode.OFF);

    JsonObject answer = ask();

    assertThat(answer.getBoolean("good")).isTrue();
    assertThat(answer.getJsonArray("resolvers")).isEmpty();
  }

  private JsonObject ask() {
    try (var peer = HttpPeer.of(resource)) {
      return HttpPeer.json(peer.getAsAdmin("/api/v1/diagnose/dns"));
    }
  }

  private static ResolverWatch watch(DnssecMode mode) {
    return new ResolverWatch(mode, new Resolvers(), () -> NOW);
  }

  /** One that is good, one that is silent, and keys that are not ours. */
  private static final class Resolvers implements ResolverProbe {
    @Override
    public List<ResolverReply> keysOfRoot() {
      var always = new Validity(Instant.EPOCH, Instant.MAX);
      return List.of(
          ResolverReply.given("192.0.2.53:53", false, Optional.of(always)),
          ResolverReply.none("192.0.2.54:53", "no answer from 192.0.2.54 in time"));
    }

    @Override
    public AnswerSecurity validated() {
      return AnswerSecurity.bogus("DNSSEC: bogus, a signature does not fit");
    }
  }
}

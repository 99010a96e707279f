package relay.web.lease;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import relay.domain.lease.Lease;
import relay.domain.lease.LeaseFixture;
import relay.domain.lease.LeaseRules.Round;
import relay.domain.lease.Member;
import relay.domain.lease.Nodes;
import relay.domain.lease.Slice;
import relay.domain.lease.Slices;
import relay.web.HttpPeer;

class NodeResourceTest {
  private static final Instant NOON = LeaseFixture.NOON;
  private long elapsed;

  @Test
  void shouldShowEachNodeWithWhatItHas() {
    Member here = new Member("a1", "a.example", 2, NOON, false);
    Member lost = new Member("b2", "b.example", 2, NOON.minusSeconds(20), true);
    var slice = new Slice(6_000, 12);
    var round =
        new Round(
            Nodes.of(here, List.of(lost)),
            Map.of("provider:google", slice),
            List.of(new Lease("a1", "provider:google", slice, 20, 40)),
            List.of(new Lease("b2", "site:mx.example", new Slice(500, 0), 0, 3)),
            NOON);
    Slices slices = Slices.shared(LeaseFixture::settings, () -> elapsed);
    slices.take(round, 0, Duration.ofSeconds(10));

    JsonObject shown = show(slices);

    assertThat(shown.getBoolean("shared")).isTrue();
    assertThat(shown.getBoolean("cut_off")).isFalse();
    assertThat(shown.getString("heard_at")).isEqualTo("2026-01-01T12:00:00Z");
    JsonObject first = shown.getJsonArray("nodes").getJsonObject(0);
    assertThat(first.getString("name")).isEqualTo("a.example");
    assertThat(first.getBoolean("this_node")).isTrue();
    assertThat(first.getString("state")).isEqualTo("here");
    JsonObject google = first.getJsonArray("slices").getJsonObject(0);
    assertThat(google.getInt("percent")).isEqualTo(60);
    assertThat(google.getInt("connections")).isEqualTo(12);
    assertThat(google.getInt("of_connections")).isEqualTo(20);
    assertThat(google.getInt("demand")).isEqualTo(40);
    JsonObject second = shown.getJsonArray("nodes").getJsonObject(1);
    assertThat(second.getString("state")).isEqualTo("lost");
    assertThat(second.getString("seen_at")).isEqualTo("2026-01-01T11:59:40Z");
    assertThat(second.getJsonArray("slices").getJsonObject(0).containsKey("connections")).isFalse();
  }

  @Test
  void shouldTellThatTheDatabaseIsOutOfReach() {
    Slices slices = Slices.shared(LeaseFixture::settings, () -> elapsed);
    elapsed = Duration.ofSeconds(11).toNanos();

    JsonObject shown = show(slices);

    assertThat(shown.getBoolean("cut_off")).isTrue();
    assertThat(shown.getJsonArray("nodes")).isEmpty();
  }

  @Test
  void shouldShowNobodyWhereTheDatabaseIsOfOneNode() {
    JsonObject shown = show(Slices.alone());

    assertThat(shown.getBoolean("shared")).isFalse();
    assertThat(shown.containsKey("heard_at")).isFalse();
    assertThat(shown.getJsonArray("nodes")).isEmpty();
  }

  private static JsonObject show(Slices slices) {
    var resource = new NodeResource();
    resource.slices = slices;
    try (HttpPeer peer = HttpPeer.of(resource)) {
      return HttpPeer.json(peer.getAsAdmin("/api/v1/nodes"));
    }
  }
}

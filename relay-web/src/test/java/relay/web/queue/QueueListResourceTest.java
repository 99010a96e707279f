package relay.web.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.view.QueueView.Dimension;
import relay.domain.view.QueueView.Queue;
import relay.web.HttpPeer;
import relay.web.access.People;
import relay.web.paging.PageWalk;

class QueueListResourceTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private HttpPeer peer;
  private final List<Integer> places = new ArrayList<>();
  private Optional<String> asked = Optional.empty();

  @BeforeEach
  void start() {
    var resource = new QueueListResource();
    resource.clock = () -> NOON;
    resource.view =
        (by, tenant, skipped, limit) -> {
          asked = tenant;
          places.add(skipped);
          Map<Dimension, String> values = new HashMap<>();
          by.forEach(d -> values.put(d, "some " + d.label()));
          values.replace(Dimension.CAMPAIGN, "");
          Queue queue =
              new Queue(values, 7, NOON.minusSeconds(90), Optional.of(NOON.plusSeconds(60)));
          return Collections.nCopies(3, queue).stream().skip(skipped).limit(limit).toList();
        };
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldTellWhatIsQueuedSinceWhenAndUntilWhen() {
    var queue =
        HttpPeer.json(peer.getAsAdmin("/api/v1/queues?by=domain,campaign,reason&limit=60"))
            .getJsonArray("queues")
            .getJsonObject(0);

    assertThat(queue.getString("domain")).isEqualTo("some domain");
    assertThat(queue.containsKey("lane")).isFalse();
    assertThat(queue.containsKey("campaign")).isFalse();
    assertThat(queue.getInt("recipients")).isEqualTo(7);
    assertThat(queue.getInt("oldest_age_seconds")).isEqualTo(90);
    assertThat(queue.getString("next_attempt_at")).isEqualTo("2026-01-01T12:01:00Z");
  }

  @Test
  void shouldListQueuesPageByPage() {
    assertThat(PageWalk.all(peer, "/api/v1/queues?by=lane", "queues")).hasSize(3);
    assertThat(places).containsExactly(0, 1, 2);
  }

  @Test
  void shouldCountOnlyTheOwnTenantsMailForItsPeople() {
    peer.getAsAdmin("/api/v1/queues");
    assertThat(asked).isEmpty();

    assertThat(peer.getAs(People.ACME_READER, "/api/v1/queues").statusCode()).isEqualTo(200);
    assertThat(asked).contains("acme");
    assertThat(peer.getAs(People.ACME_SENDER, "/api/v1/queues").statusCode()).isEqualTo(403);
  }

  @Test
  void shouldRefuseWhatItDoesNotKnow() {
    assertThat(peer.getAsAdmin("/api/v1/queues?by=colour").statusCode()).isEqualTo(400);
    assertThat(peer.getAsAdmin("/api/v1/queues?limit=0").statusCode()).isEqualTo(400);
    assertThat(peer.getAsAdmin("/api/v1/queues?limit=x").statusCode()).isEqualTo(400);
    assertThat(peer.get("/api/v1/queues").statusCode()).isEqualTo(401);
  }
}

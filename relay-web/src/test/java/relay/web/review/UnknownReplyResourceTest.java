package relay.web.review;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.feedback.review.InMemoryUnknownReplies;
import relay.domain.feedback.review.UnknownReply;
import relay.web.HttpPeer;

class UnknownReplyResourceTest {
  private static final String PATH = "/api/v1/replies/unknown";
  private static final LocalDate MONDAY = LocalDate.of(2026, 1, 5);
  private static final Instant NOW = Instant.parse("2026-01-07T12:00:00Z");
  private final InMemoryUnknownReplies replies = new InMemoryUnknownReplies();
  private final HttpPeer peer = HttpPeer.of(resource());

  private UnknownReplyResource resource() {
    var resource = new UnknownReplyResource();
    resource.replies = replies;
    resource.clock = InstantSource.fixed(NOW);
    return resource;
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldShowTheListOfThisWeekOrOfAnother() {
    replies.add(List.of(reply(MONDAY, "554 no", 7), reply(MONDAY, "554 never", 9)), 10);
    replies.add(List.of(reply(MONDAY.minusDays(7), "450 later", 1)), 10);

    JsonObject now = HttpPeer.json(peer.getAsAdmin(PATH + "?limit=1"));
    JsonObject before = HttpPeer.json(peer.getAsAdmin(PATH + "?week=2026-01-01"));

    assertThat(now.getString("week")).isEqualTo("2026-01-05");
    assertThat(now.getJsonArray("replies")).hasSize(1);
    assertThat(now.getJsonArray("replies").getJsonObject(0).getInt("count")).isEqualTo(9);
    assertThat(before.getString("week")).isEqualTo("2025-12-29");
    assertThat(before.toString()).contains("450 later");
  }

  @ParameterizedTest
  @CsvSource({
    "week=now, week",
    "week=1999-12-31, week",
    "week=%2B999999999-01-01, week",
    "limit=0, limit",
    "limit=many, limit"
  })
  void shouldNameTheParameterThatItCannotRead(String query, String field) {
    var refused = peer.getAsAdmin(PATH + "?" + query);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(HttpPeer.json(refused).getString("field")).isEqualTo(field);
  }

  private static UnknownReply reply(LocalDate week, String text, long count) {
    return new UnknownReply(week, text, "", "", true, count, NOW, NOW);
  }
}

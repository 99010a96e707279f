package relay.domain.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import relay.domain.mail.Lane;

class RehearsalJsonTest {
  private static final Campaign CAMPAIGN =
      new Campaign(
          12,
          Map.of("slow", 1, "fast", 3),
          Lane.BULK,
          5,
          10_000,
          Instant.parse("2026-01-01T12:00:00Z"),
          0.5,
          Duration.ofDays(1),
          2);

  @Test
  void shouldTellAllInOneDocument() {
    var fast = new ProviderStory("fast");
    fast.expect(7);
    fast.deferred(9, 10);
    fast.moved(8, 20);
    fast.delivered(5, 1_000);
    fast.bounced(1, 2_000);
    fast.restricted("slow 60 by sending-too-fast", 3_599_999);
    fast.expired(1, 3_600_900);
    var slow = new ProviderStory("slow");
    slow.expect(5);
    slow.delivered(1, 4_000);

    JsonObject told =
        RehearsalJson.of(
            new RehearsalReport(
                CAMPAIGN,
                Long.MIN_VALUE,
                Optional.of(Duration.ofMillis(90_999)),
                Optional.of(Duration.ofMinutes(1)),
                Optional.of(Duration.ofSeconds(90)),
                4,
                33,
                List.of(fast, slow)));

    assertThat(told.toString())
        .isEqualTo(
            joined(
                """
                {"recipients":12,"mix":{"fast":3,"slow":1},"lane":"bulk",
                "handed_in_per_minute":5,"standing":0.5,"parcel":2,
                "start":"2026-01-01T12:00:00Z","seed":-9223372036854775808,
                "done_after":90,"half_after":60,"most_after":90,
                "delivered":6,"deferrals":9,"bounced":1,"expired":1,"left":4,"decisions":33,
                "providers":[
                {"model":"fast","recipients":7,"done_after":3600,
                "delivered":5,"deferrals":9,"bounced":1,"expired":1,"moves":8,
                "hours":[
                {"hour":0,"delivered":5,"deferrals":9,"bounced":1,"expired":0,"moves":8,
                "restrictions":["slow 60 by sending-too-fast"]},
                {"hour":1,"delivered":0,"deferrals":0,"bounced":0,"expired":1,"moves":0}]},
                {"model":"slow","recipients":5,
                "delivered":1,"deferrals":0,"bounced":0,"expired":0,"moves":0,
                "hours":[
                {"hour":0,"delivered":1,"deferrals":0,"bounced":0,"expired":0,"moves":0}]}]}
                """));
  }

  @Test
  void shouldLeaveOutTimesThatNeverCame() {
    JsonObject told = RehearsalJson.of(nothing(List.of(new ProviderStory("fast"))));

    assertThat(told).doesNotContainKeys("done_after", "half_after", "most_after");
    JsonObject fast = told.getJsonArray("providers").getJsonObject(0);
    assertThat(fast).doesNotContainKey("done_after");
    assertThat(fast.getJsonArray("hours")).isEmpty();
    assertThat(told.getInt("left")).isEqualTo(12);
  }

  @Test
  void shouldCountBeyondWhatAnIntHolds() {
    var story = new ProviderStory("fast");
    for (int i = 0; i < 3; i++) {
      story.deferred(Integer.MAX_VALUE, i);
      story.moved(Integer.MAX_VALUE, i);
    }

    JsonObject told = RehearsalJson.of(nothing(List.of(story)));

    assertThat(told.getJsonNumber("deferrals").longValueExact()).isEqualTo(6_442_450_941L);
    assertThat(
            told.getJsonArray("providers").getJsonObject(0).getJsonNumber("moves").longValueExact())
        .isEqualTo(6_442_450_941L);
  }

  @Test
  void shouldKeepItsProvidersWhateverTheListBecomes() {
    List<ProviderStory> stories = new ArrayList<>(List.of(new ProviderStory("fast")));
    RehearsalReport report = nothing(stories);

    stories.clear();

    assertThat(report.providers()).hasSize(1);
    assertThat(report.delivered() + report.bounced() + report.expired()).isZero();
  }

  private static RehearsalReport nothing(List<ProviderStory> stories) {
    return new RehearsalReport(
        CAMPAIGN, 1, Optional.empty(), Optional.empty(), Optional.empty(), 12, 0, stories);
  }

  private static String joined(String lines) {
    return lines.lines().map(String::strip).collect(Collectors.joining());
  }
}

package relay.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.backtest.PastReplies.NOON;
import static relay.domain.backtest.PastReplies.refused;
import static relay.domain.backtest.PastReplies.taken;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.ControlState;
import relay.domain.control.InvalidField;
import relay.domain.feedback.review.ReviewSettings;
import relay.domain.journal.EventField;
import relay.domain.journal.MailEvent;
import relay.domain.settings.Settings;
import relay.domain.traffic.TrafficSettings;

class BackTestTest {
  private static final String GATE =
      """
      {"tenant": "default", "reply_rules": {"gate": {"class": "MAILBOX_FULL",
       "phrases": ["not amused"], "samples": ["554 I am not amused"]}}}\
      """;
  private static final String LIMIT = "421 4.7.0 Hourly limit for you reached";

  @Test
  void shouldTellHowManyRepliesWouldBeSomethingElse() {
    JsonObject told =
        play(
            GATE,
            refused("554 bob@example.org: I am not amused, id 4711223344").event(),
            refused("554 carol@example.org: I am not amused, id 99887766").event(),
            refused("550 5.1.1 user unknown").event(),
            refused("554 I am not amused").with(EventField.HOST, "mx1.google.com").event());

    assertThat(told.getInt("replies")).isEqualTo(4);
    assertThat(told.getInt("changed")).isEqualTo(3);
    JsonObject change = told.getJsonArray("changes").getJsonObject(0);
    assertThat(change.getString("to")).isEqualTo("MAILBOX_FULL");
    assertThat(change.getInt("replies")).isEqualTo(3);
    assertThat(change.getJsonArray("providers").toString())
        .isEqualTo("[{\"replies\":2},{\"provider\":\"google\",\"replies\":1}]");
    JsonObject sample = change.getJsonArray("samples").getJsonObject(0);
    assertThat(sample.getString("text")).isEqualTo("554 @: i am not amused, id #");
    assertThat(sample.getInt("replies")).isEqualTo(2);
    assertThat(sample.getString("by")).contains("not amused");
    assertThat(told.getJsonArray("results").toString())
        .contains("{\"result\":\"MAILBOX_FULL\",\"before\":0,\"after\":3}")
        .contains("{\"result\":\"RECIPIENT_UNKNOWN\",\"before\":1,\"after\":1}");
    assertThat(told.getJsonArray("rules").toString()).contains("\"before\":0,\"after\":3");
  }

  @Test
  void shouldAskTheMailOfTheTenantAlone() {
    JsonObject told =
        play(
            GATE,
            refused("554 I am not amused").with(EventField.TENANT, "other").event(),
            refused("554 I am not amused").with(EventField.TENANT, "default").event());

    assertThat(told.getInt("replies")).isEqualTo(1);
  }

  @Test
  void shouldNotReadWhatNoServerSaid() {
    JsonObject told =
        play(
            GATE,
            refused("554 I am not amused").with(EventField.LOCAL_REPLY, true).event(),
            refused("554 I am not amused").with(EventField.BRAKE, "b1").event(),
            refused("535 I am not amused").with(EventField.STAGE, "auth").event(),
            refused("").event(),
            taken().event());

    assertThat(told.getInt("replies")).isZero();
    assertThat(told.getJsonArray("changes")).isEmpty();
  }

  @Test
  void shouldCountWhatWasErasedAndNotReadIt() {
    JsonObject told =
        play(GATE, refused("554 erased").event(), refused("554 5.7.1 erased").event());

    assertThat(told.getInt("replies")).isZero();
    assertThat(told.getInt("erased")).isEqualTo(2);
  }

  @Test
  void shouldAskARuleOfOneStageByTheStageThatWasWritten() {
    String late = GATE.replace("\"class\"", "\"stage\": \"content\", \"class\"");

    JsonObject told =
        play(
            late,
            refused("554 I am not amused").event(),
            refused("554 I am not amused").with(EventField.STAGE, "final_dot").event(),
            refused("554 I am not amused").without(EventField.STAGE).event());

    assertThat(told.getInt("changed")).isEqualTo(1);
    assertThat(told.getInt("without_stage")).isEqualTo(1);
  }

  @Test
  void shouldEndAtItsBoundAndSayHowFarItCame() {
    BackTest test = test(GATE, 2, () -> false);
    List<Boolean> taken =
        List.of(
            test.take(refused("554 I am not amused").event()),
            test.take(refused("554 I am not amused").at(NOON.plusSeconds(5)).event()),
            test.take(refused("554 I am not amused").at(NOON.plusSeconds(9)).event()));

    JsonObject told =
        BackTestJson.of(
            question(GATE), test, "relay1.example.com", Optional.of(NOON.plusSeconds(9)));

    assertThat(taken).containsExactly(true, true, false);
    assertThat(test.isOver()).isTrue();
    assertThat(told.getString("node")).isEqualTo("relay1.example.com");
    assertThat(told.getBoolean("complete")).isFalse();
    assertThat(told.getString("read_until")).isEqualTo("2026-01-05T12:00:09Z");
    assertThat(test(GATE, 9, () -> true).take(refused("554 no").event())).isFalse();
  }

  @Test
  void shouldHoldNoMoreInMemoryHoweverManyRepliesDiffer() {
    BackTest test = test(GATE, 100_000, () -> false);
    for (int i = 0; i < 20_000; i++) {
      String word = Integer.toString(i, 26).replaceAll("[0-9]", "z");
      test.take(refused("554 I am not amused " + word).event());
    }

    JsonObject told = BackTestJson.of(question(GATE), test, "relay1", Optional.empty());

    JsonObject change = told.getJsonArray("changes").getJsonObject(0);
    assertThat(change.getInt("replies")).isEqualTo(20_000);
    assertThat(change.getJsonArray("samples")).hasSize(5);
    assertThat(told.toString()).hasSizeLessThan(3_000);
  }

  @Test
  void shouldTellHowOftenARuleOfTheOperatorWouldHaveFired() {
    String ours =
        "{\"traffic_rules\": {\"ours\": \"pause | * | 4 | hourly limit | " + LIMIT + "\"}}";
    MailEvent[] events = new MailEvent[120];
    for (int minute = 0; minute < events.length; minute++) {
      events[minute] =
          (minute % 40 == 0 ? refused(LIMIT) : taken())
              .with(EventField.TENANT, "any" + minute)
              .at(NOON.plus(Duration.ofMinutes(minute)))
              .event();
    }

    JsonObject told = play(ours, events);

    assertThat(told.getInt("replies")).isEqualTo(3);
    assertThat(told.getInt("changed")).isEqualTo(3);
    JsonObject rule =
        told.getJsonArray("rules").getValuesAs(JsonObject.class).stream()
            .filter(r -> r.getString("rule").equals("ours"))
            .findFirst()
            .orElseThrow();
    assertThat(rule.getInt("before")).isZero();
    assertThat(rule.getInt("after")).isEqualTo(3);
    assertThat(rule.getInt("fired_before")).isZero();
    assertThat(rule.getInt("fired_after")).isEqualTo(3);
    JsonObject evidence = rule.getJsonArray("evidence").getJsonObject(0);
    assertThat(evidence.getString("flow")).isEqualTo("site:mx.example.org");
    assertThat(evidence.getString("kind")).isEqualTo("pause");
    assertThat(evidence.getJsonArray("replies").toString()).contains("421 4.7.0 hourly limit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | reply_rules",
        "{'reply_rules':{'a':null},'traffic_rules':{'a':null}} | reply_rules",
        "{'reply_rules':{'a':null}} | tenant",
        "{'tenant':'acme','traffic_rules':{'a':null}} | tenant",
        "{'tenant':'nobody','reply_rules':{'a':null}} | tenant",
        "{'tenant':'default','reply_rules':{}} | reply_rules",
        "{'tenant':'default','reply_rules':[]} | reply_rules",
        "{'tenant':'default','reply_rules':{'a':7}} | reply_rules.a",
        "{'tenant':'default','reply_rules':{'a':{'class':'ODD'}}} | reply_rules.a.class",
        "{'traffic_rules':{'a':'odd'}} | traffic_rules",
        "{'traffic_rules':{'a':7}} | traffic_rules.a",
        "{'traffic_rules':{'a':null},'from':'now'} | from",
        "{'traffic_rules':{'a':null},'from':'2026-01-05T12:00:00Z','until':'2026-01-05T12:00:00Z'}"
            + " | from",
        "{'traffic_rules':{'a':null},'odd':1} | odd",
      })
  void shouldNameTheFieldThatBreaksItsRule(String question, String field) {
    assertThatThrownBy(() -> test(question.replace('\'', '"'), 10, () -> false))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void shouldBeAboutTheLastDayWithoutAnotherWord() {
    BackTestQuestion question = question(GATE);

    assertThat(question.from()).isEqualTo(NOON.minus(Duration.ofDays(1)));
    assertThat(question.until()).isEqualTo(NOON);
    assertThat(question.rules().get("gate")).isNotEqualTo(JsonValue.NULL);
  }

  private static JsonObject play(String question, MailEvent... events) {
    BackTest test = test(question, 1_000_000, () -> false);
    for (MailEvent event : events) {
      if (test.kinds().contains(event.type())) {
        assertThat(test.take(event)).isTrue();
      }
    }
    return BackTestJson.of(question(question), test, "relay1", Optional.empty());
  }

  private static BackTest test(String question, int most, BooleanSupplier isTimeOver) {
    return question(question)
        .test(
            ControlState.EMPTY,
            TrafficSettings.from(Settings.of(TrafficSettings.ALL, Map.of(), Map.of())),
            new ReviewSettings(10, Duration.ofDays(7), most, Duration.ofSeconds(20)),
            isTimeOver);
  }

  private static BackTestQuestion question(String json) {
    return BackTestQuestion.read(
        JsonProvider.provider().createReader(new StringReader(json)).readObject(), NOON);
  }
}

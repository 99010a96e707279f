package relay.domain.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static relay.domain.automation.AutomationWorld.SEND;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;

class AutomationKindTest {
  private static final AutomationKind KIND = AutomationKind.AUTOMATION;
  private final AutomationWorld world = new AutomationWorld();

  private static Automation read(String json) {
    return KIND.read(new ControlKey("automation", "acme", "welcome"), 1, ControlJson.read(json));
  }

  @Test
  void shouldWriteWhatItRead() {
    String json =
        "{\"title\":\"Welcome\",\"trigger\":{\"joined\":\"news\"},"
            + "\"limits\":{\"once\":false,\"every_days\":30,\"inside_max\":5},\"list\":\"news\","
            + "\"zone\":\"Europe/Vienna\",\"window\":{\"days\":[\"mon\",\"tue\"],"
            + "\"from\":\"09:00\",\"until\":\"20:00\",\"zone\":\"Europe/Vienna\","
            + "\"recipient_zone\":true},\"guards\":{\"sample\":50,\"bounces\":{\"stop\":8}},"
            + "\"steps\":["
            + "{\"name\":\"a\",\"wait\":\"PT48H\"},{\"name\":\"b\",\"until\":\"09:00\"},"
            + "{\"name\":\"c\",\"send\":{\"template\":\"spring\",\"version\":2,\"stream\":\"bulk\","
            + "\"from\":\"\\\"News\\\" <news@acme.example>\",\"reply_to\":\"a@acme.example\"}},"
            + "{\"name\":\"d\",\"if\":{\"list\":\"news\"},\"else\":\"h\"},"
            + "{\"name\":\"e\",\"set\":{\"attribute\":\"vip\",\"value\":null}},"
            + "{\"name\":\"f\",\"tag\":{\"attribute\":\"tags\",\"word\":\"x\"}},"
            + "{\"name\":\"g\",\"tell\":\"hello\"},{\"name\":\"h\",\"exit\":true}],"
            + "\"state\":\"paused\",\"since\":\"2026-01-01T12:00:00Z\","
            + "\"started_at\":\"2026-01-01T11:00:00Z\"}";

    assertThat(KIND.write(read(json))).hasToString(json);
    assertThat(KIND.judgePut(world.store.state(), read(json))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"date\":\"born\",\"days\":-3,\"yearly\":true,\"at\":\"10:00\"}",
        "{\"event\":\"order\"}",
        "{\"opened\":\"spring\"}",
        "{\"clicked\":\"auto.welcome\",\"link\":\"https://acme.example/a\"}",
        "{\"not_opened\":\"spring\",\"days\":5}"
      })
  void shouldKeepEachTrigger(String trigger) {
    Automation automation =
        read(AutomationWorld.json("{\"exit\":true}", ",\"trigger\":" + trigger));

    assertThat(KIND.write(automation).get("trigger")).hasToString(trigger);
    assertThat(KIND.read(automation.key(), 1, KIND.write(automation))).isEqualTo(automation);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "trigger; {\"steps\":[{\"exit\":true}]}",
        "trigger; {\"trigger\":{\"joined\":\"a\",\"event\":\"b\"},\"steps\":[{\"exit\":true}]}",
        "trigger.days; {\"trigger\":{\"event\":\"b\",\"days\":1},\"steps\":[{\"exit\":true}]}",
        "trigger.event; {\"trigger\":{\"event\":\"a\\nb\"},\"steps\":[{\"exit\":true}]}",
        "steps; {\"trigger\":{\"event\":\"b\"}}",
        "steps; {\"trigger\":{\"event\":\"b\"},\"steps\":[]}",
        "steps[0]; {\"trigger\":{\"event\":\"b\"},\"steps\":[{\"name\":\"a\"}]}",
        "steps[0]; {\"trigger\":{\"event\":\"b\"},\"steps\":[{\"wait\":\"P1D\",\"exit\":true}]}",
        "steps[0].wait; {\"trigger\":{\"event\":\"b\"},\"steps\":[{\"wait\":\"tomorrow\"}]}",
        "steps[0].wait; {\"trigger\":{\"event\":\"b\"},\"steps\":[{\"wait\":null}]}",
        "steps[0].until; {\"trigger\":{\"event\":\"b\"},\"steps\":[{\"until\":\"25:00\"}]}",
        "steps[0].send.from; {\"trigger\":{\"event\":\"b\"},\"steps\":[{\"send\":{\"template\":\"a\"}}]}",
        "steps[0].tell; {\"trigger\":{\"event\":\"b\"},\"steps\":[{\"tell\":\"a\\nb\"}]}",
        "steps[0].set.value; {\"trigger\":{\"event\":\"b\"},\"steps\":[{\"set\":{\"attribute\":\"a\"}}]}",
        "steps[0].exit; {\"trigger\":{\"event\":\"b\"},\"steps\":[{\"exit\":false}]}",
        "steps[0].else; {\"trigger\":{\"event\":\"b\"},\"steps\":[{\"exit\":true,\"else\":\"b\"}]}",
        "steps[1].name; {\"trigger\":{\"event\":\"b\"},\"steps\":[{\"name\":\"2\",\"exit\":true},{\"exit\":true}]}",
        "steps[1].else; {\"trigger\":{\"event\":\"b\"},\"steps\":[{\"name\":\"a\",\"wait\":\"P1D\"},{\"if\":{},\"else\":\"a\"}]}",
        "limits.every_days; {\"trigger\":{\"event\":\"b\"},\"limits\":{\"once\":true,\"every_days\":1},\"steps\":[{\"exit\":true}]}",
        "guards.deferrals; {\"trigger\":{\"event\":\"b\"},\"guards\":{\"deferrals\":{\"stop\":1}},\"steps\":[{\"exit\":true}]}",
        "guards.bounces.slow; {\"trigger\":{\"event\":\"b\"},\"guards\":{\"bounces\":{\"slow\":101}},\"steps\":[{\"exit\":true}]}",
        "window.zone; {\"trigger\":{\"event\":\"b\"},\"window\":{\"from\":\"09:00\"},\"steps\":[{\"exit\":true}]}",
        "limits.often; {\"trigger\":{\"event\":\"b\"},\"limits\":{\"often\":1},\"steps\":[{\"exit\":true}]}"
      })
  void shouldNameTheFieldThatIsWrong(String field, String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(InvalidField.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "list; {\"trigger\":{\"event\":\"b\"},\"list\":\"weekly\",\"steps\":[{\"exit\":true}]}",
        "trigger.joined; {\"trigger\":{\"joined\":\"weekly\"},\"steps\":[{\"exit\":true}]}",
        "trigger.date; {\"trigger\":{\"date\":\"vip\"},\"steps\":[{\"exit\":true}]}",
        "steps[0].if.attribute; {\"trigger\":{\"event\":\"b\"},\"steps\":[{\"if\":{\"attribute\":\"no\",\"is\":\"set\"}}]}",
        "steps[0].set.value; {\"trigger\":{\"event\":\"b\"},\"steps\":[{\"set\":{\"attribute\":\"vip\",\"value\":3}}]}",
        "steps[0].tag.attribute; {\"trigger\":{\"event\":\"b\"},\"steps\":[{\"tag\":{\"attribute\":\"vip\",\"word\":\"a\"}}]}",
        "steps[0].tag.word; {\"trigger\":{\"event\":\"b\"},\"steps\":[{\"tag\":{\"attribute\":\"tags\",\"word\":\"a|b\"}}]}",
        "steps[0].send.stream; {\"trigger\":{\"event\":\"b\"},\"steps\":[{\"send\":{\"template\":\"spring\",\"stream\":\"otp\",\"from\":\"a@acme.example\"}}]}",
        "steps[0].send.template; {\"trigger\":{\"event\":\"b\"},\"list\":\"news\",\"steps\":[{\"send\":{\"template\":\"no\",\"from\":\"a@acme.example\"}}]}",
        "steps[0].send.from; {\"trigger\":{\"event\":\"b\"},\"list\":\"news\",\"steps\":[{\"send\":{\"template\":\"spring\",\"from\":\"a@else.example\"}}]}"
      })
  void shouldNeedWhatItNames(String field, String json) {
    assertThat(KIND.judgePut(world.store.state(), read(json)))
        .hasValueSatisfying(why -> assertThat(((Refusal.Invalid) why).field()).isEqualTo(field));
  }

  @Test
  void shouldSendBulkMailToAListAlone() {
    String json = "{\"trigger\":{\"event\":\"b\"},\"steps\":[" + SEND + "]}";

    assertThat(KIND.judgePut(world.store.state(), read(json)))
        .hasValueSatisfying(why -> assertThat(((Refusal.Invalid) why).field()).isEqualTo("list"));
  }

  @Test
  void shouldKeepTheBoundsOfTheSettings() {
    AutomationKind small = AutomationKind.bounded(1, 2);
    Automation two = read(AutomationWorld.json("{\"wait\":\"P1D\"},{\"exit\":true}", ""));
    Automation three =
        read(AutomationWorld.json("{\"wait\":\"P1D\"},{\"wait\":\"P1D\"},{\"exit\":true}", ""));

    assertThat(small.judgePut(world.store.state(), two)).isEmpty();
    assertThat(small.judgePut(world.store.state(), three))
        .containsInstanceOf(Refusal.Invalid.class);
    world.active("other", "{\"exit\":true}", "");
    assertThat(small.judgePut(world.store.state(), two)).containsInstanceOf(Refusal.Conflict.class);
  }

  @Test
  void shouldStayWhileContactsMayBeInside() {
    Automation active = world.active("welcome", "{\"exit\":true}", "");
    assertThat(KIND.judgeDelete(world.store.state(), active)).isPresent();

    world.desk.order("acme", "welcome", AutomationOrder.END, AutomationWorld.ANN);

    assertThat(KIND.judgeDelete(world.store.state(), world.automation("welcome"))).isEmpty();
    assertThat(KIND.judgePut(world.store.state(), read(AutomationWorld.json(SEND, ""))))
        .containsInstanceOf(Refusal.Conflict.class);
  }
}

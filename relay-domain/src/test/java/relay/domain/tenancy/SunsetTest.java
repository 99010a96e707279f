package relay.domain.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlState;
import relay.domain.control.InvalidField;
import relay.domain.control.Refusal;

class SunsetTest {
  private static final ControlKey ACME = Tenant.key("acme");

  private static Tenant tenant(String json) {
    return TenancyKinds.TENANT.read(ACME, 1, ControlJson.read(json.replace('\'', '"')));
  }

  private static Stream stream(String tracking) {
    return TenancyKinds.STREAM.read(
        new ControlKey("stream", "acme", "news"),
        1,
        ControlJson.read("{\"lane\":\"bulk\",\"tracking\":\"" + tracking + "\"}"));
  }

  @Test
  void shouldBeWrittenAsItIsReadAndAwayWithNull() {
    Tenant acme = tenant("{'sunset':{'inactive_days':180,'mails':12}}");

    assertThat(acme.care().sunset()).contains(new Sunset(180, 12));
    assertThat(TenancyKinds.TENANT.read(ACME, 1, TenancyKinds.TENANT.write(acme))).isEqualTo(acme);
    assertThat(tenant("{'sunset':null}").care()).isEqualTo(RecipientCare.NONE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "{}; sunset.inactive_days",
        "{'mails':3}; sunset.inactive_days",
        "{'inactive_days':3}; sunset.mails",
        "{'inactive_days':4000,'mails':3}; sunset.inactive_days",
        "{'inactive_days':3,'mails':-1}; sunset.mails"
      })
  void shouldBeRefusedByTheFieldThatIsWrong(String rule, String field) {
    assertThatThrownBy(() -> tenant("{'sunset':" + rule + "}"))
        .isInstanceOf(InvalidField.class)
        .extracting("field")
        .isEqualTo(field);
  }

  @Test
  void shouldNeedAStreamThatTellsWhoReads() {
    Tenant acme = tenant("{'sunset':{'inactive_days':180,'mails':12}}");
    ControlState blind = ControlState.EMPTY.with(1, List.of(stream("aggregate")), List.of());
    ControlState seeing = ControlState.EMPTY.with(1, List.of(stream("identified")), List.of());

    assertThat(TenancyKinds.TENANT.judgePut(blind, acme))
        .get()
        .isInstanceOfSatisfying(
            Refusal.Invalid.class, refusal -> assertThat(refusal.field()).isEqualTo("sunset"));
    assertThat(TenancyKinds.TENANT.judgePut(seeing, acme)).isEmpty();
  }

  @Test
  void shouldNotStandInTheWayOfOtherChangesWhenNothingTellsAnyMore() {
    Tenant acme = tenant("{'sunset':{'inactive_days':180,'mails':12}}");
    ControlState state = ControlState.EMPTY.with(1, List.of(acme), List.of());

    assertThat(TenancyKinds.TENANT.judgePut(state, acme.withWeight(3))).isEqualTo(Optional.empty());
  }
}

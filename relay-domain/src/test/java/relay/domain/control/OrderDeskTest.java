package relay.domain.control;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.audit.Actor;
import relay.domain.control.OrderDesk.Answer;
import relay.domain.control.OrderDesk.Ruling;
import relay.domain.mail.Lane;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;

/** An order over one object, whoever else is at it. */
class OrderDeskTest {
  private static final Actor ANN = new Actor("ann", "192.0.2.1");
  private static final Actor BEN = new Actor("ben", "192.0.2.2");
  private final InMemoryControlStore store = new InMemoryControlStore();
  private final OrderDesk<Tenant> desk = new OrderDesk<>(TenancyKinds.TENANT, store, store);
  private int asked;

  @BeforeEach
  void oneTenant() {
    store.apply(new ControlChange.Create(Tenant.of("acme")), ANN);
  }

  @Test
  void shouldWriteWhatTheRuleMakesOfIt() {
    Answer<Tenant> answer = order("acme", tenant -> new Ruling.Becomes<>(tenant.withWeight(7)));

    assertThat(((Answer.Done<Tenant>) answer).object().weight()).isEqualTo(7);
    assertThat(desk.find("acme", "acme").orElseThrow().weight()).isEqualTo(7);
    assertThat(store.audit()).hasSize(2);
  }

  @Test
  void shouldWriteNothingWhereItHoldsAlready() {
    Answer<Tenant> answer = order("acme", tenant -> new Ruling.Holds<>());

    assertThat(((Answer.Done<Tenant>) answer).object().id()).isEqualTo("acme");
    assertThat(store.audit()).hasSize(1);
  }

  @Test
  void shouldRefuseAsTheRuleSays() {
    assertThat(order("acme", tenant -> new Ruling.Refused<>("not on Sundays")))
        .isEqualTo(new Answer.Refused<>("not on Sundays"));
  }

  @Test
  void shouldTellThatThereIsNone() {
    assertThat(order("nobody", tenant -> new Ruling.Holds<>())).isEqualTo(new Answer.Missing<>());
    assertThat(asked).isZero();
  }

  @Test
  void shouldAskTheRuleAgainWithWhatOthersMadeOfIt() {
    Answer<Tenant> answer =
        order(
            "acme",
            tenant -> {
              if (asked == 1) {
                store.apply(new ControlChange.Replace(tenant.withWeight(3)), BEN);
              }
              return new Ruling.Becomes<>(tenant.withWeight(tenant.weight() + 1));
            });

    assertThat(asked).isEqualTo(2);
    assertThat(((Answer.Done<Tenant>) answer).object().weight()).isEqualTo(4);
  }

  @Test
  void shouldGiveUpWhereOthersAreFasterAllTheTime() {
    Answer<Tenant> answer =
        order(
            "acme",
            tenant -> {
              store.apply(new ControlChange.Replace(tenant.withWeight(10 + asked)), BEN);
              return new Ruling.Becomes<>(tenant.withWeight(1));
            });

    assertThat(asked).isEqualTo(5);
    assertThat(answer)
        .isEqualTo(new Answer.Refused<>("others change this all the time; try again"));
  }

  @Test
  void shouldTellThatItWentAwayMeanwhile() {
    Answer<Tenant> answer =
        order(
            "acme",
            tenant -> {
              store.apply(new ControlChange.Delete(tenant.key(), tenant.version()), BEN);
              return new Ruling.Becomes<>(tenant.withWeight(1));
            });

    assertThat(answer).isEqualTo(new Answer.Missing<>());
  }

  @Test
  void shouldRefuseInTheWordsOfTheRulesOfTheKind() {
    var streams = new OrderDesk<>(TenancyKinds.STREAM, store, store);
    store.apply(new ControlChange.Create(aStream("acme", "otp").lane(Lane.OTP).build()), ANN);

    var answer = streams.carryOut("acme", "otp", stream -> new Ruling.Becomes<>(bulk(stream)), ANN);

    assertThat(answer)
        .isEqualTo(new Answer.Refused<>("lane must be otp in the stream of that name"));
  }

  private static Stream bulk(Stream stream) {
    return TenancyKinds.STREAM.read(
        stream.key(), stream.version(), ControlJson.read("{\"lane\":\"bulk\"}"));
  }

  private Answer<Tenant> order(String id, Function<Tenant, Ruling<Tenant>> rule) {
    return desk.carryOut(
        id,
        id,
        tenant -> {
          asked++;
          return rule.apply(tenant);
        },
        ANN);
  }
}

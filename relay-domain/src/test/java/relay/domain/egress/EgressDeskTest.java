package relay.domain.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static relay.domain.egress.EgressFixture.NOON;
import static relay.domain.egress.EgressFixture.pool;
import static relay.domain.egress.EgressFixture.source;
import static relay.domain.tenancy.StreamBuilder.aStream;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import relay.domain.Chance;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.ReversePath;
import relay.domain.tenancy.Stream;
import relay.domain.tenancy.Tenant;
import relay.domain.traffic.Source;

class EgressDeskTest {
  private static final MailOwner NEWS = owner("acme", "news");
  private static final MailOwner RECEIPTS = owner("acme", "receipts");
  private static final MailOwner OTHER = owner("beta", "news");
  private static final ReversePath SENDER = ReversePath.parse("a@shop.acme.example");
  private final EgressFixture fixture =
      new EgressFixture()
          .has("127.0.0.2", "127.0.0.3", "127.0.0.4")
          .with(
              Tenant.of("acme"),
              Tenant.of("beta"),
              source("one", "'ipv4':'127.0.0.2','weight':3"),
              source("two", "'ipv4':'127.0.0.3'"),
              source("three", "'ipv4':'127.0.0.4','ehlo_name':'three.example'"));

  @Test
  void shouldLeaveAsTheSettingsSayWhileNothingIsBound() {
    EgressDesk desk = fixture.with(pool("idle", "'sources':['one']")).desk(new Random(1));

    assertThat(desk.choose(NEWS, SENDER)).isSameAs(EgressDesk.USUAL);
    assertThat(desk.choose(OTHER, ReversePath.NULL)).isSameAs(EgressDesk.USUAL);
    assertThat(fixture.asked()).isZero();
  }

  @Test
  void shouldObeyTheStreamThenTheSenderThenTheTenant() {
    fixture.with(
        pool("by-stream", "'sources':['one']"),
        pool("by-sender", "'sources':['two'],'sender_domains':['acme.example']"),
        pool("by-tenant", "'sources':['three'],'tenants':['acme']"),
        stream("acme", "news", "by-stream"));
    EgressDesk desk = fixture.desk(new Random(1));

    assertThat(names(desk.choose(NEWS, SENDER))).containsExactly("one");
    assertThat(names(desk.choose(RECEIPTS, SENDER))).containsExactly("two");
    assertThat(names(desk.choose(RECEIPTS, ReversePath.parse("a@x.example"))))
        .containsExactly("three");
    assertThat(names(desk.choose(RECEIPTS, ReversePath.NULL))).containsExactly("three");
    assertThat(names(desk.choose(OTHER, SENDER))).containsExactly("two");
    assertThat(names(desk.choose(OTHER, ReversePath.NULL))).containsExactly("default");
  }

  @Test
  void shouldTakeTheNearestDomainAboveTheSender() {
    fixture.with(
        pool("far", "'sources':['one'],'sender_domains':['acme.example']"),
        pool("near", "'sources':['two'],'sender_domains':['shop.acme.example']"));
    EgressDesk desk = fixture.desk(new Random(1));

    assertThat(names(desk.choose(NEWS, ReversePath.parse("a@de.shop.acme.example"))))
        .containsExactly("two");
    assertThat(names(desk.choose(NEWS, ReversePath.parse("a@acme.example"))))
        .containsExactly("one");
    assertThat(names(desk.choose(NEWS, ReversePath.parse("a@notacme.example"))))
        .containsExactly("default");
  }

  @Test
  void shouldSayByWhatAndWhatCouldNotBeHad() {
    fixture.with(
        pool("beta-only", "'sources':['one'],'tenants':['beta']"),
        stream("acme", "news", "beta-only"),
        stream("acme", "receipts", "gone"),
        stream("beta", "news", "default"));
    EgressBook book = fixture.desk(new Random(1)).book();

    assertThat(book.bindingOf(NEWS, "").pool()).isEqualTo("default");
    assertThat(book.bindingOf(NEWS, "").note().orElseThrow()).contains("is for other tenants");
    assertThat(book.bindingOf(RECEIPTS, "").note().orElseThrow())
        .isEqualTo("egress pool gone of stream receipts is not there");
    assertThat(book.bindingOf(OTHER, "").pool()).isEqualTo("default");
    assertThat(book.bindingOf(OTHER, "").by()).hasToString("stream beta/news");
    assertThat(book.bindingOf(owner("beta", "x"), "").by()).hasToString("egress-pool beta-only");
    assertThat(book.streamsOf("gone")).containsExactly("acme/receipts");
  }

  @Test
  void shouldDrawSourcesInProportionToTheirWeights() {
    fixture.with(pool("p", "'sources':['one','two','three'],'tenants':['acme']"));
    Chance.rounds(
        5,
        random -> {
          EgressDesk desk = fixture.desk(random);
          Map<String, Integer> first = new HashMap<>();
          for (int i = 0; i < 2_000; i++) {
            List<String> order = names(desk.choose(NEWS, SENDER));
            assertThat(order).containsExactlyInAnyOrder("one", "two", "three");
            first.merge(order.get(0), 1, Integer::sum);
          }
          // three of five on average, with room for chance
          assertThat(first.get("one")).isBetween(1_080, 1_320);
          assertThat(first.get("two")).isBetween(310, 490);
        });
  }

  @Test
  void shouldDrawTheSameForTheSameChance() {
    fixture.with(pool("p", "'sources':['one','two','three'],'tenants':['acme']"));
    List<List<String>> runs = new ArrayList<>();
    for (int run = 0; run < 2; run++) {
      EgressDesk desk = fixture.desk(new Random(42));
      List<String> drawn = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        drawn.addAll(names(desk.choose(NEWS, SENDER)));
      }
      runs.add(drawn);
    }

    assertThat(runs.get(0)).isEqualTo(runs.get(1));
  }

  @Test
  void shouldKeepTheOrderOfAnOrderedPool() {
    fixture.with(pool("p", "'sources':['two','one'],'selection':'ordered','tenants':['acme']"));

    for (int i = 0; i < 20; i++) {
      assertThat(names(fixture.desk(new Random(i)).choose(NEWS, SENDER)))
          .containsExactly("two", "one");
    }
  }

  @Test
  void shouldTakeTheOthersWhileASourceDrainsOrIsDisabled() {
    fixture.with(
        pool("p", "'sources':['one','two','three'],'tenants':['acme']"),
        source("one", "'ipv4':'127.0.0.2','state':'draining'"),
        source("two", "'ipv4':'127.0.0.3','state':'disabled'"));
    EgressDesk desk = fixture.desk(new Random(1));

    assertThat(names(desk.choose(NEWS, SENDER))).containsExactly("three");

    fixture.with(source("one", "'ipv4':'127.0.0.2'"));
    assertThat(names(desk.choose(NEWS, SENDER))).containsExactlyInAnyOrder("one", "three");
  }

  @Test
  void shouldTakeTheOthersWhileTheMachineLacksAnAddressAndSaySo() {
    fixture.with(pool("p", "'sources':['one','two'],'tenants':['acme']")).loses("127.0.0.2");
    EgressDesk desk = fixture.desk(new Random(1));

    assertThat(names(desk.choose(NEWS, SENDER))).containsExactly("two");
    assertThat(desk.troubles())
        .containsExactly("one cannot be used: 127.0.0.2 is no address of this machine");

    fixture.has("127.0.0.2").at(NOON.plusSeconds(11));
    assertThat(names(desk.choose(NEWS, SENDER))).containsExactlyInAnyOrder("one", "two");
    assertThat(desk.troubles()).isEmpty();
  }

  @Test
  void shouldLetNothingLeaveFromElsewhereWhenNoSourceOfThePoolCanBeUsed() {
    fixture
        .with(
            pool("p", "'sources':['one','two'],'tenants':['acme']"),
            source("two", "'ipv4':'127.0.0.3','state':'disabled'"))
        .loses("127.0.0.2");

    EgressChoice choice = fixture.desk(new Random(1)).choose(NEWS, SENDER);

    assertThat(choice).isInstanceOf(EgressChoice.Nowhere.class);
    assertThat(((EgressChoice.Nowhere) choice).reply().local()).isTrue();
    assertThat(((EgressChoice.Nowhere) choice).reply())
        .hasToString(
            "451 4.3.5 no source of egress pool p can be used: one cannot be used: 127.0.0.2 is no"
                + " address of this machine, two is disabled");
  }

  @Test
  void shouldAskTheMachineOnceInTenSeconds() {
    fixture.with(pool("p", "'sources':['one','two'],'tenants':['acme']"));
    EgressDesk desk = fixture.desk(new Random(1));

    for (int i = 0; i < 100; i++) {
      desk.choose(NEWS, SENDER);
    }
    assertThat(fixture.asked()).isEqualTo(2);

    fixture.at(NOON.plusSeconds(10));
    desk.choose(NEWS, SENDER);
    assertThat(fixture.asked()).isEqualTo(4);
  }

  private static MailOwner owner(String tenant, String stream) {
    return new MailOwner(tenant, stream, "credential");
  }

  private static Stream stream(String tenant, String name, String pool) {
    return aStream(tenant, name).lane(Lane.BULK).egressPool(pool).build();
  }

  private static List<String> names(EgressChoice choice) {
    return ((EgressChoice.From) choice).sources().stream().map(Source::name).toList();
  }
}

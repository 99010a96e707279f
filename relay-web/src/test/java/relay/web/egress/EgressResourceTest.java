package relay.web.egress;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.egress.EgressChoice;
import relay.domain.egress.EgressDesk;
import relay.domain.egress.EgressFixture;
import relay.domain.egress.NameCheck;
import relay.domain.egress.NamePatrol;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOwner;
import relay.domain.mail.ReversePath;
import relay.domain.routing.FakeDns;
import relay.domain.routing.LookupResult;
import relay.domain.tenancy.StreamBuilder;
import relay.domain.traffic.Site;
import relay.domain.traffic.TrafficControl;
import relay.domain.traffic.Wish;
import relay.web.HttpPeer;
import relay.web.access.People;

class EgressResourceTest {
  private static final RelayConfiguration CONFIGURATION = RelayConfiguration.of(Map.of(), Map.of());
  private final EgressFixture fixture =
      new EgressFixture()
          .has("127.0.0.2")
          .with(
              EgressFixture.source(
                  "one", "'ipv4':'127.0.0.2','ehlo_name':'one.example','weight':4"),
              EgressFixture.source("two", "'ipv4':'192.0.2.9','state':'draining'"),
              EgressFixture.pool(
                  "news",
                  "'sources':['one','two'],'tenants':['default'],'sender_domains':['a.example']"),
              StreamBuilder.aStream("default", "weekly").egressPool("news").build());
  private final EgressDesk desk = fixture.desk(new Random(1));
  private final TrafficControl traffic =
      new TrafficControl(() -> CONFIGURATION.traffic(), Map.of(Lane.BULK, 20));
  private final NamePatrol names =
      new NamePatrol(
          desk::book,
          new NameCheck(
              address -> new LookupResult.Found<>(List.of("one.example")),
              new FakeDns().address("one.example", "127.0.0.2")),
          "node.example",
          InstantSource.fixed(EgressFixture.NOON));
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var resource = new EgressResource();
    resource.egress = desk;
    resource.names = names;
    resource.traffic = traffic;
    resource.clock = () -> EgressFixture.NOON;
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldShowWhatEachSourceDoesAndWhatToWriteForIt() {
    names.round(() -> true);
    var choice = (EgressChoice.From) desk.choose(MailOwner.of(Lane.BULK), ReversePath.NULL);
    var site = new Site("mx.example", List.of("mx.example"), Optional.empty());
    traffic.ask(
        new Wish("x.example", Optional.of(site), Lane.BULK, false, 1, 1).from(choice.sources()),
        EgressFixture.NOON);

    JsonObject one = shown().getJsonArray("sources").getJsonObject(0);
    JsonObject two = shown().getJsonArray("sources").getJsonObject(1);

    assertThat(one.getInt("running")).isEqualTo(1);
    assertThat(one.getInt("weight")).isEqualTo(4);
    JsonObject address = one.getJsonArray("addresses").getJsonObject(0);
    assertThat(address.getBoolean("on_this_machine")).isTrue();
    assertThat(address.getJsonObject("names").getString("state")).isEqualTo("ok");
    assertThat(two.getString("state")).isEqualTo("draining");
    assertThat(two.getString("ehlo_name")).isEqualTo("node.example");
    JsonObject lost = two.getJsonArray("addresses").getJsonObject(0);
    assertThat(lost.getBoolean("on_this_machine")).isFalse();
    assertThat(lost.getJsonObject("names").getString("state")).isEqualTo("wrong");
    assertThat(lost.getJsonObject("names").getJsonArray("advice").getString(0))
        .contains("9.2.0.192.in-addr.arpa. PTR node.example.");
  }

  @Test
  void shouldShowWhoseMailEachPoolHas() {
    JsonObject pool = shown().getJsonArray("pools").getJsonObject(0);

    assertThat(pool.toString())
        .isEqualTo(
            "{\"pool\":\"news\",\"selection\":\"weighted\",\"sources\":[\"one\",\"two\"],"
                + "\"tenants\":[\"default\"],\"sender_domains\":[\"a.example\"],"
                + "\"streams\":[\"default/weekly\"]}");
    assertThat(shown().getJsonArray("sources").getJsonObject(0).toString())
        .doesNotContain("\"names\"");
  }

  @Test
  void shouldShowNothingToPeopleOfATenant() {
    assertThat(peer.getAs(People.ACME_READER, "/api/v1/egress").statusCode()).isEqualTo(403);
  }

  private JsonObject shown() {
    return HttpPeer.json(peer.getAsAdmin("/api/v1/egress"));
  }
}

package relay.web.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.contacts.Contacts;
import relay.domain.contacts.Segment;
import relay.domain.contacts.SegmentDesk;
import relay.domain.contacts.SegmentReader;
import relay.domain.control.ControlJson;
import relay.domain.control.ControlState;
import relay.domain.tenancy.TenancyKinds;
import relay.domain.tenancy.Tenant;
import relay.web.HttpPeer;
import relay.web.access.People;

class SunsetResourceTest {
  private static final String PATH = "/api/v1/tenants/acme/sunset";
  private final List<Segment> asked = new ArrayList<>();
  private ControlState state = ControlState.EMPTY;
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var resource = new SunsetResource();
    resource.control = () -> state;
    resource.desk =
        new SegmentDesk() {
          @Override
          public Optional<Segment> find(String tenant, String id) {
            return Optional.empty();
          }

          @Override
          public Found ask(Segment segment, int sample) {
            new SegmentReader(Contacts.SCHEMA).read(segment.condition());
            asked.add(segment);
            return new Found(1204, List.of());
          }
        };
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  private void withRule() {
    var key = Tenant.key("acme");
    var json = ControlJson.read("{\"sunset\":{\"inactive_days\":180,\"mails\":10}}");
    state = state.with(1, List.of(TenancyKinds.TENANT.read(key, 1, json)), List.of());
  }

  @Test
  void shouldTellHowManyARuleWouldLeaveOut() {
    var answer =
        peer.getAs(People.ACME_READER, PATH + "?inactive_days=90&mails=5&list=news&sample=3");

    assertThat(answer.statusCode()).isEqualTo(200);
    var json = HttpPeer.json(answer);
    assertThat(json.getInt("count")).isEqualTo(1204);
    assertThat(json.getInt("inactive_days")).isEqualTo(90);
    assertThat(json.getInt("mails")).isEqualTo(5);
    assertThat(json.getBoolean("told")).isFalse();
    assertThat(asked.get(0).tenant()).isEqualTo("acme");
    assertThat(asked.get(0).condition())
        .isEqualTo(
            ControlJson.read(
                "{\"all\":[{\"inactive_days\":90,\"mails\":5},"
                    + "{\"list\":\"news\",\"state\":\"confirmed\"}]}"));
  }

  @Test
  void shouldTakeTheRuleOfTheTenantWhereNoneIsGiven() {
    withRule();

    var json = HttpPeer.json(peer.getAs(People.ACME_READER, PATH + "?mails=20"));

    assertThat(json.getInt("inactive_days")).isEqualTo(180);
    assertThat(json.getInt("mails")).isEqualTo(20);
  }

  @Test
  void shouldRefuseWhatIsNoRuleAndNoList() {
    for (String wrong :
        List.of("", "?inactive_days=0&mails=1", "?inactive_days=90", "?inactive_days=9&mails=x")) {
      assertThat(peer.getAs(People.ACME_READER, PATH + wrong).statusCode())
          .as(wrong)
          .isEqualTo(400);
    }
    var answer = peer.getAs(People.ACME_READER, PATH + "?inactive_days=90&mails=5&list=" + "daily");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("must be a list of the tenant");
  }

  @Test
  void shouldShowNobodyOfAnotherTenant() {
    assertThat(
            peer.getAs(People.ACME_READER, "/api/v1/tenants/other/sunset?inactive_days=9&mails=1")
                .statusCode())
        .isIn(403, 404);
  }
}

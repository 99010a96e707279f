package relay.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import relay.domain.audit.Actor;
import relay.domain.audit.AuditEntry;
import relay.domain.audit.AuditPen;
import relay.domain.audit.InMemoryAuditLog;
import relay.domain.reception.LockOut;
import relay.domain.reception.LockOuts;
import relay.web.HttpPeer;
import relay.web.access.Filters;
import relay.web.paging.PageWalk;

class LoginResourceTest {
  private final List<String> unlocked = new ArrayList<>();
  private final List<LockOut> waiting =
      new ArrayList<>(List.of(new LockOut(LockOut.Kind.ACCOUNT, "shop", 9, Instant.EPOCH)));
  private final InMemoryAuditLog audit = new InMemoryAuditLog();
  private HttpPeer peer;

  @BeforeEach
  void start() {
    var resource = new LoginResource();
    resource.lockOuts = new Locked();
    resource.audit = new AuditPen(audit, InstantSource.system());
    peer = HttpPeer.of(resource);
  }

  @AfterEach
  void stop() {
    peer.close();
  }

  @Test
  void shouldListWhoHasToWait() {
    var shown =
        HttpPeer.json(peer.getAsAdmin("/api/v1/logins/locked"))
            .getJsonArray("locked")
            .getJsonObject(0);

    assertThat(shown.getString("kind")).isEqualTo("account");
    assertThat(shown.getString("name")).isEqualTo("shop");
    assertThat(shown.getInt("failures")).isEqualTo(9);
    assertThat(shown.getString("until")).isEqualTo("1970-01-01T00:00:00Z");
  }

  @Test
  void shouldListThemPageByPageTheLongestWaitFirst() {
    waiting.add(new LockOut(LockOut.Kind.ADDRESS, "192.0.2.7", 5, Instant.EPOCH.plusSeconds(9)));
    waiting.add(new LockOut(LockOut.Kind.ACCOUNT, "ann@\u00e9", 5, Instant.EPOCH.plusSeconds(5)));

    assertThat(PageWalk.all(peer, "/api/v1/logins/locked", "locked"))
        .extracting(one -> one.getString("name"))
        .containsExactly("192.0.2.7", "ann@\u00e9", "shop");
  }

  @Test
  void shouldUnlockAnAccountOrAnAddress() {
    assertThat(HttpPeer.json(unlock("account=shop")).getBoolean("unlocked")).isTrue();
    assertThat(HttpPeer.json(unlock("address=192.0.2.7")).getBoolean("unlocked")).isTrue();
    unlock("address=2001:db8::/64");

    assertThat(unlocked).containsExactly("shop", "192.0.2.7", "2001:db8:0:0:0:0:0:0");
  }

  @Test
  void shouldSayInTheAuditWhoUnlockedWhom() {
    unlock("account=shop");
    unlock("address=192.0.2.7");
    unlock("");

    assertThat(audit.from(1, 10))
        .extracting(AuditEntry::event)
        .extracting(e -> e.actor() + " " + e.action() + " " + e.subject())
        .containsExactly(
            new Actor("admin", "127.0.0.1") + " unlock account shop",
            new Actor("admin", "127.0.0.1") + " unlock address 192.0.2.7");
  }

  @Test
  void shouldUnlockWhileTheDatabaseIsGone() {
    audit.setDown(true);

    assertThat(HttpPeer.json(unlock("account=shop")).getBoolean("unlocked")).isTrue();
  }

  @Test
  void shouldRefuseARequestThatNamesNothingOrBothOrNonsense() {
    assertThat(unlock("").statusCode()).isEqualTo(400);
    assertThat(unlock("account=a&address=192.0.2.7").statusCode()).isEqualTo(400);
    assertThat(unlock("address=example.com").statusCode()).isEqualTo(400);
    assertThat(unlocked).isEmpty();
  }

  @Test
  void shouldAnswerNobodyButTheAdministrator() {
    var anonymous =
        peer.request("/api/v1/logins/unlock?account=shop").POST(BodyPublishers.noBody());

    assertThat(peer.send(anonymous).statusCode()).isEqualTo(401);
    assertThat(peer.send(peer.request("/api/v1/logins/locked")).statusCode()).isEqualTo(401);
    assertThat(unlocked).isEmpty();
  }

  private HttpResponse<String> unlock(String query) {
    return peer.send(
        peer.request("/api/v1/logins/unlock?" + query)
            .header("Authorization", HttpPeer.basic("admin", Filters.PASSWORD))
            .POST(BodyPublishers.noBody()));
  }

  private final class Locked implements LockOuts {
    @Override
    public List<LockOut> waiting() {
      return waiting;
    }

    @Override
    public boolean unlockAccount(String loginName) {
      return unlocked.add(loginName);
    }

    @Override
    public boolean unlockAddress(InetAddress address) {
      return unlocked.add(address.getHostAddress());
    }
  }
}

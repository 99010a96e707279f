package relay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import relay.domain.notice.Notice;

/**
 * A webhook of the tenant and one of the platform, over deaths of the relay: whatever the journal
 * has is told to both, the events of each mail in their order.
 */
final class HookSteps {
  private static final Logger LOG = System.getLogger(HookSteps.class.getName());
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final List<String> PATHS = List.of("/tenant", "/platform");
  private final RelayProcess relay;
  private final HookEndpoint endpoint;

  HookSteps(RelayProcess relay, HookEndpoint endpoint) {
    this.relay = relay;
    this.endpoint = endpoint;
    relay.set("webhook.allowed-networks", "127.0.0.0/8").set("webhook.retry-max", "200ms");
  }

  /** Once the relay runs. */
  void make() throws Exception {
    make("/api/v1/tenants/default/webhooks", "/tenant");
    make("/api/v1/webhooks", "/platform");
  }

  private void make(String collection, String path) throws Exception {
    var made = relay.post(collection, "{\"id\":\"all\",\"url\":\"" + endpoint.url(path) + "\"}");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
  }

  /**
   * Nothing is missing, and each mail's events came in order.
   *
   * @param mails ids of mails that were answered with 250
   */
  void shouldHaveToldEverythingInOrder(Collection<String> mails, String why) throws IOException {
    for (String path : PATHS) {
      await("each mail as delivered at " + path + ", " + why)
          .untilAsserted(() -> assertThat(undelivered(path, mails)).isEmpty());
    }
    Set<String> written = written();
    for (String path : PATHS) {
      await("every event at " + path + ", " + why)
          .untilAsserted(() -> assertThat(missing(path, written)).isEmpty());
      shouldHaveToldEachMailInOrder(path, why);
    }
    LOG.log(
        Logger.Level.INFO,
        written.size() + " events told to " + PATHS + ", " + endpoint.again() + " of them again");
  }

  private List<String> missing(String path, Set<String> written) {
    if (endpoint.count(path) < written.size()) {
      return List.of(endpoint.count(path) + " of " + written.size());
    }
    Set<String> told = new HashSet<>();
    endpoint.heard(path).forEach(event -> told.add(event.id()));
    return written.stream().filter(id -> !told.contains(id)).toList();
  }

  private static ConditionFactory await(String what) {
    return Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(500));
  }

  private Set<String> undelivered(String path, Collection<String> mails) {
    Set<String> left = new HashSet<>(mails);
    for (HookEndpoint.Event event : endpoint.heard(path)) {
      if (event.type().equals("message.delivered")) {
        left.remove(event.message());
      }
    }
    return left;
  }

  private void shouldHaveToldEachMailInOrder(String path, String why) {
    Map<String, List<HookEndpoint.Event>> byMail = new HashMap<>();
    for (HookEndpoint.Event event : endpoint.heard(path)) {
      byMail.computeIfAbsent(event.message(), m -> new ArrayList<>()).add(event);
    }
    List<String> wrong = new ArrayList<>();
    byMail.forEach(
        (mail, events) -> {
          List<String> ids = events.stream().map(HookEndpoint.Event::id).toList();
          if (!ids.equals(ids.stream().sorted().toList())
              || !mail.isEmpty() && !events.get(0).type().equals("message.accepted")) {
            wrong.add(mail + " " + events);
          }
        });
    assertThat(wrong).as("in another order at " + path + ", " + why).isEmpty();
  }

  /** Ids of everything that the journal has to tell. */
  private Set<String> written() throws IOException {
    Set<String> ids = new HashSet<>();
    WrittenJournal.of(relay.data())
        .forEach(event -> Notice.of(event).ifPresent(notice -> ids.add(notice.id())));
    return ids;
  }
}

package relay.ejb.webhook;

import java.io.IOException;
import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import relay.domain.control.ControlKey;
import relay.domain.control.ControlSource;
import relay.domain.journal.JournalPosition;
import relay.domain.webhook.EndpointProgress;
import relay.domain.webhook.Post;
import relay.domain.webhook.PostAttempt;
import relay.domain.webhook.Webhook;
import relay.domain.webhook.WebhookKind;
import relay.domain.webhook.WebhookState;
import relay.domain.webhook.Webhooks;
import relay.ejb.journal.Follower;

/**
 * Looks at every endpoint in turn and has the work for those that are due done, a bounded number at
 * a time: endpoints that fail have places of their own, so however many of them hang, the others go
 * on. {@link #round} is called by one thread; everything else by anybody.
 */
public final class WebhookRounds implements Webhooks, Follower {
  private static final Logger LOG = System.getLogger(WebhookRounds.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int TESTS_AT_ONCE = 4;
  private final EndpointTools tools;
  private final ControlSource control;
  private final SwitchOff switchOff;
  private final Executor threads;
  private final Semaphore answering;
  private final Semaphore failing;
  private final Semaphore testing = new Semaphore(TESTS_AT_ONCE);
  private final Map<ControlKey, Endpoint> endpoints = new ConcurrentHashMap<>();
  private final Set<ControlKey> busy = ConcurrentHashMap.newKeySet();
  private long tidiedRevision = -1;
  private volatile boolean stopped;

  WebhookRounds(EndpointTools tools, ControlSource control, SwitchOff switchOff, Executor threads) {
    this.tools = tools;
    this.control = control;
    this.switchOff = switchOff;
    this.threads = threads;
    int atOnce = tools.settings().atOnce();
    int forFailing = tools.settings().atOnceFailing();
    this.answering = new Semaphore(atOnce - forFailing);
    this.failing = new Semaphore(forFailing);
  }

  /** Begins the work that is due; returns how long to wait before the next round. */
  Duration round() {
    if (!control.isKnown()) {
      return PAUSE;
    }
    List<Webhook> all = control.state().all(WebhookKind.WEBHOOK);
    tidy(all);
    Instant now = tools.clock().instant();
    for (Webhook webhook : all) {
      if (webhook.state() == WebhookState.ACTIVE && !stopped) {
        begin(webhook, now);
      }
    }
    return PAUSE;
  }

  /** Lets go of endpoints that are off or gone. */
  private void tidy(List<Webhook> all) {
    long revision = control.state().revision();
    if (revision == tidiedRevision) {
      return;
    }
    Set<ControlKey> active = new HashSet<>();
    try {
      for (Webhook webhook : all) {
        if (webhook.state() == WebhookState.ACTIVE) {
          active.add(webhook.key());
        } else if (!busy.contains(webhook.key())) {
          tools.files().switchedOff(webhook);
        } else {
          return; // at the next round
        }
      }
      endpoints.keySet().retainAll(active);
      if (busy.isEmpty()) {
        tools.files().keepOnly(all);
        tidiedRevision = revision;
      }
      if (active.isEmpty()) {
        tools.chunks().clear();
      }
    } catch (IOException e) {
      LOG.log(Logger.Level.WARNING, "the folder of webhooks cannot be tidied; trying again", e);
    }
  }

  private void begin(Webhook webhook, Instant now) {
    Endpoint endpoint = endpoints.get(webhook.key());
    boolean due = endpoint == null || endpoint.isDue(webhook, now);
    if (!due || busy.contains(webhook.key())) {
      return;
    }
    Semaphore places = endpoint != null && endpoint.progress().isFailing() ? failing : answering;
    if (!places.tryAcquire()) {
      return;
    }
    busy.add(webhook.key());
    try {
      threads.execute(() -> work(webhook, places));
    } catch (RejectedExecutionException e) {
      busy.remove(webhook.key());
      places.release();
      LOG.log(Logger.Level.DEBUG, "the server is stopping", e);
    }
  }

  private void work(Webhook webhook, Semaphore places) {
    try {
      Endpoint endpoint = endpoints.get(webhook.key());
      if (endpoint == null) {
        endpoint = Endpoint.open(tools, webhook);
        endpoints.put(webhook.key(), endpoint);
      }
      endpoint.work(webhook, () -> stopped || isOld(webhook));
      giveUpIfDue(webhook, endpoint.progress());
    } catch (IOException e) {
      LOG.log(Logger.Level.WARNING, webhook.key() + " cannot go on; trying again", e);
    } catch (RuntimeException e) {
      LOG.log(Logger.Level.ERROR, webhook.key() + " cannot go on; trying again", e);
    } finally {
      busy.remove(webhook.key());
      places.release();
    }
  }

  private boolean isOld(Webhook webhook) {
    return control
        .state()
        .find(webhook.key())
        .filter(now -> now.version() == webhook.version())
        .isEmpty();
  }

  private void giveUpIfDue(Webhook webhook, EndpointProgress progress) {
    if (!progress.isFailing()) {
      return;
    }
    PostAttempt last = progress.attempts().get(progress.attempts().size() - 1);
    Duration limit = tools.settings().giveUpAfter();
    if (last.isGone() || progress.hasFailedFor(limit, tools.clock().instant())) {
      switchOff.failed(webhook, progress, last);
    }
  }

  /** No more work begins; what is under way ends by itself. */
  void stop() {
    stopped = true;
  }

  @Override
  public String name() {
    return "webhooks";
  }

  @Override
  public Optional<JournalPosition> written() {
    if (!control.isKnown()) {
      return Optional.empty();
    }
    JournalPosition least = JournalPosition.END;
    for (Webhook webhook : control.state().all(WebhookKind.WEBHOOK)) {
      if (webhook.state() == WebhookState.ACTIVE) {
        Endpoint endpoint = endpoints.get(webhook.key());
        if (endpoint == null) {
          return Optional.empty();
        }
        JournalPosition place = endpoint.written();
        least = place.compareTo(least) < 0 ? place : least;
      }
    }
    return Optional.of(least);
  }

  @Override
  public Optional<Standing> standing(Webhook webhook) {
    Endpoint endpoint = endpoints.get(webhook.key());
    if (endpoint != null) {
      return Optional.of(new Standing(endpoint.progress(), endpoint.isBehind()));
    }
    try {
      return tools.files().find(webhook).map(progress -> new Standing(progress, true));
    } catch (IOException e) {
      LOG.log(Logger.Level.WARNING, webhook.key() + ": its progress cannot be read", e);
      return Optional.empty();
    }
  }

  @Override
  public PostAttempt test(Webhook webhook) {
    Instant now = tools.clock().instant();
    String id = "test-" + now.toEpochMilli() + "-" + Long.toHexString(tools.random().nextLong());
    Post post = Post.test(webhook, now, id);
    if (!testing.tryAcquire()) {
      return new PostAttempt(
          now, id, 1, false, 0, "too many tests at this moment", 0, Optional.empty());
    }
    try {
      return tools.send(webhook, post);
    } finally {
      testing.release();
    }
  }
}

package relay.ejb.webhook;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import relay.domain.journal.JournalPosition;
import relay.domain.notice.Notice;
import relay.domain.webhook.BackOff;
import relay.domain.webhook.EndpointProgress;
import relay.domain.webhook.JournalPlace;
import relay.domain.webhook.Post;
import relay.domain.webhook.PostAttempt;
import relay.domain.webhook.Webhook;

/**
 * How this node stands with one endpoint that is active, and the work for it: read on, post, keep
 * the place. One thread at a time works; everybody may ask.
 */
final class Endpoint {
  private static final int POSTS_AT_A_STRETCH = 20;
  private static final int CHUNKS_AT_A_STRETCH = 100;
  private final EndpointTools tools;
  private volatile EndpointProgress progress;
  private volatile JournalPosition saved;
  private volatile boolean behind;
  private volatile Instant notBefore = Instant.EPOCH;
  private volatile long version;

  private Endpoint(EndpointTools tools, EndpointProgress progress, long version) {
    this.tools = tools;
    this.progress = progress;
    this.version = version;
  }

  /**
   * Begins where it ended, or with the events since the webhook was made.
   *
   * @throws IOException when that cannot be read or kept now
   */
  static Endpoint open(EndpointTools tools, Webhook webhook) throws IOException {
    Optional<EndpointProgress> known = tools.files().read(webhook);
    EndpointProgress progress =
        known.isPresent()
            ? known.get()
            : EndpointProgress.startingAt(tools.chunks().placeAt(webhook.createdAt()));
    var endpoint = new Endpoint(tools, progress, webhook.version());
    endpoint.save(webhook);
    return endpoint;
  }

  EndpointProgress progress() {
    return progress;
  }

  /** Everything before this place is done and will not be read again. */
  JournalPosition written() {
    return saved;
  }

  /** Whether there may be more to tell now. */
  boolean isBehind() {
    return behind;
  }

  /** Whether there may be something to do; at once when somebody has changed the webhook. */
  boolean isDue(Webhook webhook, Instant now) {
    if (webhook.version() != version) {
      return true;
    }
    return !now.isBefore(notBefore) && !now.isBefore(progress.nextTry());
  }

  /**
   * Tells what there is to tell, until there is nothing, a post fails, or others should have their
   * turn.
   *
   * @param stopped asked between posts
   */
  void work(Webhook webhook, BooleanSupplier stopped) throws IOException {
    if (webhook.version() != version) {
      version = webhook.version();
      progress = progress.unburdened();
    }
    for (int i = 0; i < POSTS_AT_A_STRETCH && !stopped.getAsBoolean(); i++) {
      boolean live = tellLive(webhook);
      boolean again = !progress.isFailing() && tellAgain(webhook);
      if (progress.isFailing() || (!live && !again)) {
        return;
      }
    }
  }

  /** True when something was told and there may be more. */
  private boolean tellLive(Webhook webhook) throws IOException {
    Predicate<Notice> wanted = n -> webhook.wants(n) && !isBefore(n, webhook.createdAt());
    Gathered found = gather(progress.place(), wanted);
    behind = !found.atEnd();
    if (found.notices().isEmpty()) {
      skip(webhook, found);
      return !found.atEnd();
    }
    Instant now = tools.clock().instant();
    Instant full = found.notices().get(0).event().at().plus(tools.settings().batchWait());
    boolean mayGrow = found.atEnd() && found.notices().size() < tools.settings().batchMax();
    if (mayGrow && now.isBefore(full)) {
      notBefore = full;
      return false;
    }
    if (post(webhook, Post.of(found.notices(), false))) {
      progress = progress.skipped(found.end());
    }
    save(webhook);
    return true;
  }

  private void skip(Webhook webhook, Gathered found) throws IOException {
    boolean isLater = found.end().chunk().file() != progress.place().chunk().file();
    progress = progress.skipped(found.end());
    if (isLater) {
      save(webhook); // so that files can go
    }
    notBefore =
        found.atEnd() ? tools.clock().instant().plus(tools.settings().batchWait()) : notBefore;
  }

  private boolean tellAgain(Webhook webhook) throws IOException {
    Optional<Webhook.Replay> wish =
        webhook.replay().filter(r -> !r.id().equals(progress.replayDone()));
    if (wish.isEmpty()) {
      return false;
    }
    Webhook.Replay replay = wish.get();
    JournalPlace from =
        progress.replayPlace().isPresent()
            ? progress.replayPlace().get()
            : tools.chunks().placeAt(replay.from());
    Predicate<Notice> wanted =
        n -> webhook.wants(n) && !isBefore(n, replay.from()) && isBefore(n, replay.until());
    Gathered found = gather(from, wanted);
    if (!found.notices().isEmpty() && !post(webhook, Post.of(found.notices(), true))) {
      save(webhook);
      return true;
    }
    progress = found.atEnd() ? progress.replayEnded(replay.id()) : progress.replayed(found.end());
    save(webhook);
    return !found.atEnd();
  }

  private static boolean isBefore(Notice notice, Instant time) {
    return notice.event().at().isBefore(time);
  }

  /** Whether it was taken. */
  private boolean post(Webhook webhook, Post post) {
    PostAttempt attempt = tools.send(webhook, post);
    progress =
        attempt.isSuccess()
            ? progress.told(attempt)
            : progress.failed(attempt, new BackOff(tools.settings().retryMax()), tools.random());
    return attempt.isSuccess();
  }

  private record Gathered(List<Notice> notices, JournalPlace end, boolean atEnd) {}

  private Gathered gather(JournalPlace from, Predicate<Notice> wanted) throws IOException {
    List<Notice> notices = new ArrayList<>();
    JournalPlace end = from;
    for (int i = 0; i < CHUNKS_AT_A_STRETCH; i++) {
      NoticeChunk chunk = tools.chunks().read(end.chunk());
      for (Notice notice : chunk.notices()) {
        if (!end.isPast(chunk.file(), notice.id()) && wanted.test(notice)) {
          notices.add(notice);
          end = end.after(chunk.file(), notice.id());
          if (notices.size() == tools.settings().batchMax()) {
            return new Gathered(notices, end, false);
          }
        }
      }
      end = end.at(chunk.next());
      if (chunk.isEnd()) {
        return new Gathered(notices, end, true);
      }
    }
    return new Gathered(notices, end, false);
  }

  private void save(Webhook webhook) throws IOException {
    tools.files().write(webhook, progress);
    saved = progress.place().chunk();
  }
}

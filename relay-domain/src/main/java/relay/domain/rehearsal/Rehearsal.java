package relay.domain.rehearsal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import relay.domain.delivery.Allowance;
import relay.domain.delivery.RecipientOutcome;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.ReplyJudge;
import relay.domain.delivery.RetryRules;
import relay.domain.delivery.RetrySchedule;
import relay.domain.delivery.RetrySettings;
import relay.domain.mail.Content;
import relay.domain.mail.Envelope;
import relay.domain.mail.Lane;
import relay.domain.mail.MailOptions;
import relay.domain.mail.MailOwner;
import relay.domain.mail.QueueId;
import relay.domain.mail.ReversePath;
import relay.domain.queue.EntryId;
import relay.domain.queue.Progress;
import relay.domain.queue.QueuedMail;
import relay.domain.smtp.SmtpReply;
import relay.domain.traffic.Decision;
import relay.domain.traffic.Permit;
import relay.domain.traffic.TrafficControl;
import relay.domain.traffic.TrafficSettings;
import relay.domain.traffic.Wish;

/**
 * Plays a campaign on a virtual clock: a lane and its workers, the real limits, controller,
 * schedule and classifier, and models of the other side. Of a parcel of several recipients the
 * limits, the models and the figures count each one; a place is taken for as long as all of them
 * take. A lane gives out a thousand mails a second, and a worker never waits at a destination. For
 * one thread.
 */
public final class Rehearsal {
  private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
  private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

  /** So long the lane takes to give one mail to a worker. */
  private static final long HAND_OVER_MILLIS = 1;

  private final Campaign campaign;
  private final long seed;
  private final int workers;
  private final TrafficControl control;
  private final RetrySchedule schedule;
  private final ReplyJudge judge = new ReplyJudge();
  private final Map<RecipientReply, RecipientOutcome> outcomes = new IdentityHashMap<>();
  private final List<OtherSide> sides = new ArrayList<>();
  private final Parcels parcels;
  private final TimeHeap due = new TimeHeap();
  private final TimeHeap ends = new TimeHeap();
  private final ArrayDeque<Integer> lane = new ArrayDeque<>();
  private final Map<Integer, Permit> permits = new HashMap<>();
  private final Map<Long, QueuedMail> mails = new HashMap<>();
  private final int[] deliveredInMinute;
  private final long horizon;
  private long now;
  private long laneFree;
  private long nextHour = HOUR_MILLIS;
  private long left;
  private long decisions;

  private Rehearsal(
      Campaign campaign,
      ProviderModels models,
      TrafficSettings traffic,
      RetrySettings retry,
      Map<Lane, Integer> workers,
      long seed) {
    this.campaign = campaign;
    this.seed = seed;
    this.workers = workers.get(campaign.lane());
    var random = new Random(seed);
    this.control = new TrafficControl(() -> traffic, workers);
    this.schedule = new RetrySchedule(RetryRules.of(retry), random);
    List<String> ids = campaign.mix().keySet().stream().sorted().toList();
    for (String id : ids) {
      sides.add(new OtherSide(models.named(id), traffic.flows(), campaign.standing(), random));
    }
    this.parcels =
        new Parcels(
            campaign,
            ids.stream().mapToInt(campaign.mix()::get).toArray(),
            sides.stream().mapToInt(OtherSide::sites).toArray(),
            random);
    this.horizon = campaign.horizon().toMillis();
    this.deliveredInMinute = new int[(int) (horizon / MINUTE_MILLIS) + 1];
    this.left = campaign.recipients();
  }

  /**
   * Plays it to its end.
   *
   * @param workers how many mails of each lane are worked on at a time
   */
  public static RehearsalReport play(
      Campaign campaign,
      ProviderModels models,
      TrafficSettings traffic,
      RetrySettings retry,
      Map<Lane, Integer> workers,
      long seed) {
    return new Rehearsal(campaign, models, traffic, retry, workers, seed).play();
  }

  private RehearsalReport play() {
    for (int i = 0; i < parcels.count(); i++) {
      sides.get(parcels.side(i)).story().expect(parcels.size(i));
      due.add(handedIn(i), i);
    }
    while (left > 0) {
      long next = Math.min(due.time(), ends.time());
      if (!lane.isEmpty() && permits.size() < workers) {
        next = Math.min(next, Math.max(now, laneFree));
      }
      if (next > horizon) {
        break;
      }
      while (next >= nextHour) {
        now = nextHour;
        noteRestrictions();
        nextHour += HOUR_MILLIS;
      }
      now = next;
      while (ends.time() == now) {
        end(ends.remove());
      }
      while (due.time() == now) {
        lane.addLast(due.remove());
      }
      if (!lane.isEmpty() && permits.size() < workers && laneFree <= now) {
        int parcel = lane.removeFirst();
        laneFree = now + parcels.size(parcel) * HAND_OVER_MILLIS;
        begin(parcel);
      }
    }
    noteRestrictions();
    return report();
  }

  /** When a parcel comes in, in milliseconds from the start. */
  private long handedIn(int parcel) {
    return campaign.perMinute() == 0
        ? 0
        : (long) parcel * campaign.parcel() * MINUTE_MILLIS / campaign.perMinute();
  }

  private Instant instant(long millis) {
    return campaign.start().plusMillis(millis);
  }

  private void begin(int parcel) {
    OtherSide side = sides.get(parcels.side(parcel));
    OtherSide.Place place = side.place(parcels.place(parcel));
    int size = parcels.size(parcel);
    Wish wish =
        new Wish(
            place.domainOf(parcel),
            Optional.of(place.site()),
            campaign.lane(),
            parcels.wasPutOff(parcel),
            size,
            (long) size * campaign.octets());
    decisions++;
    Decision decision = control.ask(wish, instant(now));
    if (decision instanceof Decision.Go go) {
      Allowance allowance = go.permit().allowance(() -> instant(now));
      if (place.servers().connected(allowance.mailsPerConnection(), instant(now))) {
        allowance.connecting();
      }
      permits.put(parcel, go.permit());
      ends.add(now + Math.max(1, place.servers().millis(size)), parcel);
    } else if (decision instanceof Decision.Later later) {
      side.story().moved(size, now);
      parcels.putOff(parcel, true);
      due.add(Math.max(now + 1, millis(later.at())), parcel);
    } else if (decision instanceof Decision.Away away) {
      RecipientReply said = OtherSide.untried(away.reply());
      conclude(parcel, Map.of(said, size), parcels.attempted(parcel));
    }
  }

  private void end(int parcel) {
    OtherSide side = sides.get(parcels.side(parcel));
    ModelledSite servers = side.place(parcels.place(parcel)).servers();
    int size = parcels.size(parcel);
    int first = parcels.firstTry(parcel, now / 1000);
    var answer = servers.answer(size, instant(first * 1000L), instant(now));
    var report = side.report(answer, size);
    permits.remove(parcel).release(report, instant(now));
    parcels.putOff(parcel, false);
    conclude(parcel, OtherSide.counted(report), parcels.attempted(parcel));
  }

  private void conclude(int parcel, Map<RecipientReply, Integer> replies, int attempts) {
    ProviderStory story = sides.get(parcels.side(parcel)).story();
    replies.forEach(
        (said, count) -> {
          RecipientOutcome outcome = outcomes.computeIfAbsent(said, judge::judge);
          if (outcome instanceof RecipientOutcome.Deferred deferred) {
            story.deferred(count, now);
            again(parcel, count, attempts, deferred.reply(), story);
          } else {
            parcels.shrink(parcel, count);
            left -= count;
            if (outcome instanceof RecipientOutcome.Delivered) {
              story.delivered(count, now);
              deliveredInMinute[(int) (now / MINUTE_MILLIS)] += count;
            } else {
              story.bounced(count, now);
            }
          }
        });
  }

  /** Those who were deferred stay together. */
  private void again(int parcel, int count, int attempts, SmtpReply reply, ProviderStory story) {
    Optional<Instant> next = schedule.next(mail(parcel), attempts, reply, instant(now));
    if (next.isPresent()) {
      due.add(Math.max(now + 1, millis(next.get())), parcel);
    } else {
      parcels.shrink(parcel, count);
      left -= count;
      story.expired(count, now);
    }
  }

  /** What the schedule asks of a mail; those of one minute have it in common. */
  private QueuedMail mail(int parcel) {
    long minute = handedIn(parcel) / MINUTE_MILLIS;
    return mails.computeIfAbsent(
        minute,
        m -> {
          Instant accepted = instant(m * MINUTE_MILLIS);
          MailOwner owner = MailOwner.of(campaign.lane());
          return new QueuedMail(
              new EntryId(QueueId.of(accepted.toEpochMilli(), m), 0, 0),
              campaign.lane(),
              owner,
              new Envelope(ReversePath.NULL, List.of(OtherSide.ANYBODY), MailOptions.NONE),
              accepted,
              schedule.expiryOf(owner, campaign.lane(), accepted, MailOptions.NONE),
              Progress.NONE,
              Optional.empty(),
              Content.of(new byte[0]));
        });
  }

  private long millis(Instant at) {
    return Duration.between(campaign.start(), at).toMillis();
  }

  private void noteRestrictions() {
    control
        .flows(instant(now))
        .forEach(
            flow ->
                flow.restrictions()
                    .forEach(
                        found ->
                            sides.stream()
                                .filter(side -> side.has(flow.hosts()))
                                .findFirst()
                                .ifPresent(
                                    side ->
                                        side.story()
                                            .restricted(
                                                found.kind().label()
                                                    + (found.value().isPresent()
                                                        ? " " + found.value().getAsLong()
                                                        : "")
                                                    + " by "
                                                    + found.rule(),
                                                Math.max(0, now - 1)))));
  }

  private RehearsalReport report() {
    long delivered = 0;
    for (int count : deliveredInMinute) {
      delivered += count;
    }
    return new RehearsalReport(
        campaign,
        seed,
        left == 0 ? Optional.of(Duration.ofMillis(now)) : Optional.empty(),
        after(delivered, 50),
        after(delivered, 95),
        left,
        decisions,
        sides.stream().map(OtherSide::story).toList());
  }

  /** When so much of what was delivered was, to the minute, but never after the end. */
  private Optional<Duration> after(long all, int percent) {
    long wanted = (all * percent + 99) / 100;
    long sum = 0;
    for (int minute = 0; minute < deliveredInMinute.length && all > 0; minute++) {
      sum += deliveredInMinute[minute];
      if (sum >= wanted) {
        return Optional.of(Duration.ofMillis(Math.min((minute + 1) * MINUTE_MILLIS, now)));
      }
    }
    return Optional.empty();
  }
}

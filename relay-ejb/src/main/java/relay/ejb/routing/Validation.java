package relay.ejb.routing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/**
 * The validation of one answer: asks on the thread of whoever wants to know, within a number of
 * questions and a time. The library hands its executor through to the resolver below it, so this is
 * how a question knows for whom it is asked. One use.
 */
final class Validation implements Executor {
  // RFC 9715 3.1: what no network cuts in pieces.
  private static final int UDP_OCTETS_MAX = 1232;
  private final DnsServers servers;
  private final int questionsMax;
  private final Duration within;
  private final long endNanos;
  private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
  private int questions;
  private final List<Message> seen = new ArrayList<>();
  private volatile String problem;

  Validation(DnsServers servers, int questionsMax, Duration within) {
    this.servers = servers;
    this.questionsMax = questionsMax;
    this.within = within;
    this.endNanos = System.nanoTime() + within.toNanos();
  }

  /** The validator's question, to be asked by the thread that waits in {@link #await}. */
  CompletionStage<Message> asked(Message question) {
    return CompletableFuture.supplyAsync(() -> ask(question), this);
  }

  @Override
  public void execute(Runnable step) {
    steps.add(step);
  }

  /** Null when time is over or something failed, which {@link #problem} tells. */
  Message await(CompletionStage<Message> validated) {
    CompletableFuture<Message> end = validated.toCompletableFuture();
    end.whenComplete((m, e) -> steps.add(() -> {}));
    try {
      while (!end.isDone()) {
        Runnable step = steps.poll(endNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (step == null) {
          problem = problem == null ? "not validated within " + within.toSeconds() + " s" : problem;
          return null;
        }
        step.run();
      }
      return end.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      problem = "interrupted while an answer was validated";
      return null;
    } catch (RuntimeException e) {
      // The library has no list of what a strange message can make it throw.
      problem = problem == null ? "the answer cannot be validated: " + e : problem;
      return null;
    }
  }

  /** The first thing that kept a question from its answer; null when nothing did. */
  String problem() {
    return problem;
  }

  /** What the validator was shown, that to judge first; empty when nobody answered. */
  List<Message> seen() {
    return seen;
  }

  /** RFC 3225: signatures are to come with the answer. */
  static void wantSignatures(Message question) {
    question.addRecord(new OPTRecord(UDP_OCTETS_MAX, 0, 0, ExtendedFlags.DO), Section.ADDITIONAL);
  }

  private Message ask(Message question) {
    if (++questions > questionsMax) {
      throw failed("its validation needs more than " + questionsMax + " questions");
    }
    if (question.getOPT() == null) {
      wantSignatures(question);
    }
    DnsReply reply = servers.ask(question, Duration.ofNanos(endNanos - System.nanoTime()));
    if (reply.message() == null) {
      throw failed(
          questions == 1
              ? reply.security().why()
              : reply.security().why() + ", asked for " + words(question));
    }
    Message shown = questions == 1 ? RelevantAnswer.of(reply.message()) : reply.message();
    seen.add(shown);
    return shown;
  }

  private static String words(Message question) {
    return Type.string(question.getQuestion().getType())
        + " of "
        + question.getQuestion().getName();
  }

  private IllegalStateException failed(String why) {
    problem = problem == null ? why : problem;
    return new IllegalStateException(why);
  }
}

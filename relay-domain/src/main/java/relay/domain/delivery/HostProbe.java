package relay.domain.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import relay.domain.smtp.SmtpReply;

/**
 * How far a conversation with one host came.
 *
 * @param address with its port; empty where no host was found
 * @param trace with the times that its phases took
 * @param greeting of the host; empty: it said none
 * @param extensions that it offers behind EHLO, sorted
 * @param login whether a login was to be made
 * @param failedAt empty: mail could have been sent
 * @param trouble what was said there
 */
public record HostProbe(
    String host,
    String address,
    HostTrace trace,
    String greeting,
    List<String> extensions,
    boolean login,
    Optional<Stage> failedAt,
    Optional<SmtpReply> trouble) {
  public HostProbe {
    extensions = List.copyOf(extensions);
  }

  /** Nothing could be connected to. */
  public static HostProbe nowhere(String host, SmtpReply why) {
    return new HostProbe(
        host,
        "",
        HostTrace.NONE,
        "",
        List.of(),
        false,
        Optional.of(Stage.LOOKUP),
        Optional.of(why));
  }

  /**
   * One step of it.
   *
   * @param text what was said or found out
   */
  public record Step(Stage stage, boolean isGood, String text) {}

  /** Whether mail could have been sent. */
  public boolean isGood() {
    return failedAt.isEmpty();
  }

  /** The steps that were made, the one that failed last. */
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    if (!trace.sourceAddress().isEmpty()) {
      add(steps, Stage.CONNECT, trace.connect().toMillis() + " ms from " + trace.sourceAddress());
    }
    if (!greeting.isEmpty()) {
      add(steps, Stage.GREETING, greeting);
    }
    boolean isBeyondHello =
        failedAt.isEmpty() || failedAt.get() == Stage.AUTH || failedAt.get() == Stage.TLS;
    if (isBeyondHello && !greeting.isEmpty()) {
      add(steps, Stage.EHLO, String.join(" ", extensions));
    }
    trace
        .tls()
        .ifPresent(
            tls ->
                add(
                    steps,
                    Stage.TLS,
                    tls
                        + trace.tlsVerifiedBy().map(by -> ", verified by " + by).orElse("")
                        + ", "
                        + trace.tlsHandshake().toMillis()
                        + " ms"));
    if (login && failedAt.isEmpty()) {
      add(steps, Stage.AUTH, "logged in");
    }
    failedAt.ifPresent(
        stage -> {
          steps.removeIf(step -> step.stage() == stage);
          steps.add(new Step(stage, false, trouble.map(SmtpReply::toString).orElse("")));
        });
    return steps;
  }

  private static void add(List<Step> steps, Stage stage, String text) {
    steps.add(new Step(stage, true, text));
  }
}

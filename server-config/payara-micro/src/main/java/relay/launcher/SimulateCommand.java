package relay.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import relay.domain.configuration.RelayConfiguration;
import relay.domain.mail.Lane;
import relay.domain.rehearsal.Campaign;
import relay.domain.rehearsal.ProviderModels;
import relay.domain.rehearsal.ProviderStory;
import relay.domain.rehearsal.Rehearsal;
import relay.domain.rehearsal.RehearsalJson;
import relay.domain.rehearsal.RehearsalReport;

/** Plays a campaign on a virtual clock, with the limits and delays of the settings file. */
final class SimulateCommand implements Subcommand {
  private static final Set<String> OPTIONS =
      Set.of(
          "--recipients",
          "--mix",
          "--models",
          "--lane",
          "--per-minute",
          "--size",
          "--start",
          "--standing",
          "--days",
          "--parcel",
          "--seed");
  private static final Set<String> FLAGS = Set.of("--json");
  private static final long MODELS_OCTETS_MAX = 1 << 20;

  /** As many as the workers of a relay. */
  private static final Map<Lane, Integer> WORKERS =
      Map.of(Lane.OTP, 16, Lane.TRANSACTIONAL, 32, Lane.BULK, 32);

  /** Kept, for a logger that nobody holds forgets its level. */
  private static final Logger TRAFFIC = Logger.getLogger("relay.domain.traffic");

  private final Supplier<RelayConfiguration> configuration;

  /**
   * @param configuration whose limits and delays are played
   */
  SimulateCommand(Supplier<RelayConfiguration> configuration) {
    this.configuration = configuration;
  }

  @Override
  public String usage() {
    return "simulate --recipients N [--mix MODEL=SHARE,...]   when a campaign would be done, and how"
        + " much of it deferred, by the settings file";
  }

  @Override
  public String help() {
    return Usage.of(this)
        + """

        options
          --mix MODEL=SHARE,...   whose recipients they are; without it a usual mix
          --models FILE           JSON with models of providers of your own, or over the shipped ones
          --lane bulk             or transactional, otp
          --per-minute N          how fast it is handed in; without it all at once
          --size 50000            octets of a mail
          --start TIME            of the virtual clock, such as 2026-01-05T08:00:00Z
          --standing 1.0          of your address at the start, from 0 (nobody knows it) to 1
          --days 7                after which the rehearsal ends
          --parcel N              recipients played together; without it 1 for each 100,000
          --seed N                the same seed gives the same result
        """;
  }

  @Override
  public List<String> examples() {
    return List.of(
        "simulate --recipients 1000000",
        "simulate --recipients 200000 --mix google=60,gmx-webde=40 --per-minute 5000",
        "simulate --recipients 1000000 --settings with-new-limits.properties --seed 7 --json");
  }

  @Override
  public int run(List<String> line, Console console) {
    Arguments arguments = Arguments.of(line, OPTIONS, FLAGS);
    if (!arguments.words().isEmpty() || arguments.option("--recipients").isEmpty()) {
      throw new Refusal(Refusal.USAGE, "how many recipients? relay simulate --recipients 1000000");
    }
    RelayConfiguration settings = configuration.get();
    TRAFFIC.setLevel(Level.OFF);
    try {
      ProviderModels models = models(arguments);
      long seed = arguments.number("--seed", 1);
      RehearsalReport report =
          Rehearsal.play(
              campaign(arguments, models),
              models,
              settings.traffic(),
              settings.retry(),
              WORKERS,
              seed);
      if (arguments.has("--json")) {
        console.say(RehearsalJson.of(report).toString());
      } else {
        text(report, console);
      }
      return 0;
    } catch (IllegalArgumentException e) {
      throw new Refusal(Refusal.USAGE, e.getMessage());
    }
  }

  private static ProviderModels models(Arguments arguments) {
    Optional<String> file = arguments.option("--models");
    if (file.isEmpty()) {
      return ProviderModels.shipped();
    }
    try {
      Path path = Path.of(file.get());
      if (Files.size(path) > MODELS_OCTETS_MAX) {
        throw new Refusal(Refusal.REFUSED, file.get() + " is too large for a file of models");
      }
      return ProviderModels.shipped()
          .with(new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new Refusal(Refusal.USAGE, file.get() + " cannot be read: " + Refusal.why(e));
    }
  }

  private static Campaign campaign(Arguments arguments, ProviderModels models) {
    int recipients = arguments.number("--recipients", 1);
    return new Campaign(
        recipients,
        Campaign.mix(arguments.option("--mix").orElse(Campaign.USUAL_MIX), models),
        lane(arguments.option("--lane").orElse("bulk")),
        arguments.option("--per-minute").isEmpty() ? 0 : arguments.number("--per-minute", 1),
        arguments.number("--size", 50_000),
        start(arguments.option("--start").orElse("2026-01-05T08:00:00Z")),
        standing(arguments.option("--standing").orElse("1")),
        Duration.ofDays(arguments.number("--days", 7)),
        arguments.number("--parcel", Campaign.usualParcel(recipients)));
  }

  private static Lane lane(String label) {
    for (Lane lane : Lane.values()) {
      if (lane.label().equals(label)) {
        return lane;
      }
    }
    throw new Refusal(Refusal.USAGE, "there is no lane " + label + "; say bulk or transactional");
  }

  private static Instant start(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new Refusal(Refusal.USAGE, "--start must be a time such as 2026-01-05T08:00:00Z");
    }
  }

  private static double standing(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new Refusal(Refusal.USAGE, "--standing must be a number from 0 to 1");
    }
  }

  private static void text(RehearsalReport report, Console console) {
    Campaign campaign = report.campaign();
    console.say(
        campaign.recipients()
            + " recipients, lane "
            + campaign.lane().label()
            + ", "
            + (campaign.perMinute() == 0
                ? "handed in at once"
                : campaign.perMinute() + " handed in a minute")
            + "; seed "
            + report.seed());
    console.say(
        report
            .doneAfter()
            .map(after -> "done after " + time(after))
            .orElse("not done after " + time(campaign.horizon()) + ": " + report.left() + " left"));
    report
        .halfAfter()
        .ifPresent(
            half ->
                console.say(
                    "half of them after "
                        + time(half)
                        + ", 95 % after "
                        + time(report.mostAfter().orElse(half))));
    console.say(
        report.delivered()
            + " delivered, "
            + report.bounced()
            + " bounced, "
            + report.expired()
            + " expired, "
            + report.deferrals()
            + " deferrals");
    var table =
        new Table(
            "MODEL",
            "RECIPIENTS",
            "DELIVERED",
            "BOUNCED",
            "EXPIRED",
            "DEFERRALS",
            "WAITS",
            "DONE AFTER");
    for (ProviderStory story : report.providers()) {
      ProviderStory.Hour sum = story.sum();
      table.row(
          story.model(),
          number(story.recipients()),
          number(sum.delivered()),
          number(sum.bounced()),
          number(sum.expired()),
          number(sum.deferrals()),
          number(sum.moves()),
          story.doneAfter().map(SimulateCommand::time).orElse("-"));
    }
    table.lines().forEach(console::say);
    hours(report).lines().forEach(console::say);
  }

  private static Table hours(RehearsalReport report) {
    var hours = new Table("MODEL", "HOUR", "DELIVERED", "DEFERRALS", "RESTRICTIONS");
    for (ProviderStory story : report.providers()) {
      for (ProviderStory.Hour hour : story.hours()) {
        hours.row(
            story.model(),
            number(hour.number()),
            number(hour.delivered()),
            number(hour.deferrals()),
            String.join(", ", hour.restrictions()));
      }
    }
    return hours;
  }

  private static String number(long number) {
    return String.valueOf(number);
  }

  private static String time(Duration after) {
    return String.format(
        Locale.ROOT,
        "%d:%02d:%02d h",
        after.toHours(),
        after.toMinutesPart(),
        after.toSecondsPart());
  }
}

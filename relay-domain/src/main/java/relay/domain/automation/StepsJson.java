package relay.domain.automation;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;
import relay.domain.control.InvalidField;
import relay.domain.tenancy.SenderField;
import relay.domain.tenancy.ShortName;

/**
 * Steps as a document: a list of objects, each with one of wait, until, send, if, set, tag, tell
 * and exit, and a name.
 */
public final class StepsJson {
  static final Duration WAIT_MIN = Duration.ofSeconds(1);
  static final Duration WAIT_MAX = Duration.ofDays(3_660);
  private static final int ID_CHARS_MAX = 64;
  private static final int NOTE_CHARS_MAX = 100;
  private static final int VERSION_MAX = 999_999_999;
  private static final java.util.Set<String> FORMS =
      java.util.Set.of("wait", "until", "send", "if", "set", "tag", "tell", "exit");
  private static final String TIME_RULE = "must be a time of day such as 09:00";

  private StepsJson() {}

  /**
   * Reads them.
   *
   * @throws InvalidField naming the step and field that breaks a rule
   */
  public static List<Step> read(JsonValue value) {
    if (!(value instanceof JsonArray array) || array.isEmpty()) {
      throw new InvalidField("steps", "must be a list of steps, at least one");
    }
    List<Step> steps = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      try {
        if (!(array.get(i) instanceof JsonObject json)) {
          throw new IllegalArgumentException("must be an object such as {\"wait\":\"P2D\"}");
        }
        steps.add(step(json, Integer.toString(i + 1)));
      } catch (InvalidField e) {
        throw new InvalidField("steps[" + i + "]." + e.field(), e.rule());
      } catch (IllegalArgumentException e) {
        throw new InvalidField("steps[" + i + "]", e.getMessage());
      }
    }
    checkNames(steps);
    return steps;
  }

  private static Step step(JsonObject json, String number) {
    List<String> forms = json.keySet().stream().filter(FORMS::contains).toList();
    if (forms.size() != 1) {
      throw new IllegalArgumentException(
          "must have exactly one of wait, until, send, if, set, tag, tell and exit");
    }
    String form = forms.get(0);
    for (String name : json.keySet()) {
      if (!name.equals(form) && !name.equals("name") && !(name.equals("else") && isIf(form))) {
        throw new InvalidField(name, "is not known in a step with " + form);
      }
    }
    Fields fields = new Fields(json);
    String name = fields.value("name", ShortName.RULE, ShortName::of).orElse(number);
    return new Step(name, action(form, json, fields));
  }

  private static boolean isIf(String form) {
    return form.equals("if");
  }

  private static Step.Action action(String form, JsonObject json, Fields fields) {
    return switch (form) {
      case "wait" ->
          new Step.Wait(fields.duration("wait", WAIT_MIN, WAIT_MAX).orElseThrow(() -> no(form)));
      case "until" -> new Step.Until(time(fields, "until").orElseThrow(() -> no(form)));
      case "send" -> send(fields.within("send"));
      case "if" -> {
        if (!(json.get("if") instanceof JsonObject condition)) {
          throw new InvalidField("if", "must be a condition such as {\"list\":\"news\"}");
        }
        yield new Step.If(condition, fields.text("else", ID_CHARS_MAX));
      }
      case "set" -> set(fields.within("set"), json.get("set"));
      case "tag" -> {
        Fields tag = fields.within("tag");
        yield new Step.Tag(needed(tag, "attribute"), needed(tag, "word"));
      }
      case "tell" -> new Step.Tell(note(fields));
      default -> {
        if (!fields.yesNo("exit", false)) {
          throw new InvalidField("exit", "must be true");
        }
        yield new Step.Exit();
      }
    };
  }

  private static Step.Send send(Fields send) {
    int version = (int) send.number("version", 1, VERSION_MAX, 0);
    return new Step.Send(
        needed(send, "template"),
        version == 0 ? OptionalInt.empty() : OptionalInt.of(version),
        send.text("stream", ID_CHARS_MAX).orElse("bulk"),
        SenderField.read(send, "from")
            .orElseThrow(() -> send.invalid("from", "must be given, of a verified domain")),
        SenderField.read(send, "reply_to"));
  }

  private static Step.Set set(Fields set, JsonValue json) {
    String attribute = needed(set, "attribute");
    if (!set.names().contains("value")) {
      throw set.invalid("value", "must be given; null takes the value away");
    }
    return new Step.Set(attribute, json.asJsonObject().get("value"));
  }

  private static String note(Fields fields) {
    String note = fields.text("tell", NOTE_CHARS_MAX).orElse("").strip();
    if (note.isEmpty() || note.chars().anyMatch(Character::isISOControl)) {
      throw new InvalidField("tell", "must be one line of 1 to " + NOTE_CHARS_MAX + " characters");
    }
    return note;
  }

  private static String needed(Fields fields, String name) {
    return fields
        .text(name, ID_CHARS_MAX)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> fields.invalid(name, "must be given"));
  }

  static Optional<LocalTime> time(Fields fields, String name) {
    return fields.value(name, TIME_RULE, LocalTime::parse).map(time -> time.withNano(0));
  }

  private static InvalidField no(String form) {
    return new InvalidField(form, "must be given");
  }

  /** Names are unique, and {@code else} leads forward: so nobody goes in circles. */
  private static void checkNames(List<Step> steps) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      if (places.put(steps.get(i).name(), i) != null) {
        throw new InvalidField("steps[" + i + "].name", "is the name of another step, too");
      }
    }
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).action() instanceof Step.If test
          && test.otherwise().isPresent()
          && places.getOrDefault(test.otherwise().get(), -1) <= i) {
        throw new InvalidField("steps[" + i + "].else", "must be the name of a later step");
      }
    }
  }

  /** Of no other steps is the document the same. */
  public static JsonArray write(List<Step> steps) {
    JsonArrayBuilder out = ControlJson.array();
    for (Step step : steps) {
      JsonObjectBuilder json = ControlJson.object().add("name", step.name());
      write(step.action(), json);
      out.add(json);
    }
    return out.build();
  }

  private static void write(Step.Action action, JsonObjectBuilder out) {
    if (action instanceof Step.Wait wait) {
      out.add("wait", wait.time().toString());
    } else if (action instanceof Step.Until until) {
      out.add("until", until.time().toString());
    } else if (action instanceof Step.Send send) {
      JsonObjectBuilder inner = ControlJson.object().add("template", send.template());
      send.version().ifPresent(number -> inner.add("version", number));
      inner.add("stream", send.stream()).add("from", SenderField.write(send.from()));
      send.replyTo().ifPresent(box -> inner.add("reply_to", SenderField.write(box)));
      out.add("send", inner);
    } else if (action instanceof Step.If test) {
      out.add("if", test.condition());
      ControlJson.add(out, "else", test.otherwise());
    } else if (action instanceof Step.Set set) {
      out.add(
          "set", ControlJson.object().add("attribute", set.attribute()).add("value", set.value()));
    } else if (action instanceof Step.Tag tag) {
      out.add(
          "tag", ControlJson.object().add("attribute", tag.attribute()).add("word", tag.word()));
    } else if (action instanceof Step.Tell tell) {
      out.add("tell", tell.note());
    } else {
      out.add("exit", true);
    }
  }
}

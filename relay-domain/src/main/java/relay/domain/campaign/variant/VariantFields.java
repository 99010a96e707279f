package relay.domain.campaign.variant;

import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import relay.domain.control.ControlJson;
import relay.domain.control.Fields;

/** Forms of a campaign's mail as JSON: an object of them, by name. */
public final class VariantFields {
  /** Of one campaign: more of them need more recipients than lists have to be told apart. */
  public static final int VARIANTS_MAX = 10;

  static final int WEIGHT_MAX = 1_000;
  private static final String VARIANTS = "variants";
  private static final int SUBJECT_CHARS_MAX = 1_000;
  private static final int LINE_CHARS_MAX = 300;
  private static final int ID_CHARS_MAX = 64;
  private static final int VERSION_MAX = 999_999_999;
  private static final List<String> FIELDS =
      List.of("template", "template_version", "subject", "from_name", "weight");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,29}");

  private VariantFields() {}

  /**
   * Those of a campaign; none when absent.
   *
   * @throws relay.domain.control.InvalidField where one breaks a rule
   */
  public static Variants read(Fields campaign) {
    Fields fields = campaign.within(VARIANTS);
    List<Variant> variants = new ArrayList<>();
    for (String name : fields.names()) {
      if (!NAME.matcher(name).matches()) {
        throw campaign.invalid(
            VARIANTS,
            "must have names of small letters, digits and hyphens, at most 30 of them, such as a");
      }
      variants.add(variant(name, fields.within(name)));
    }
    if (variants.size() > VARIANTS_MAX) {
      throw campaign.invalid(VARIANTS, "must be at most " + VARIANTS_MAX);
    }
    Optional<VariantTest> test = TestFields.read(campaign);
    if (test.isPresent() && variants.size() < 2) {
      throw campaign.invalid(TestFields.TEST, "needs at least two variants");
    }
    return new Variants(variants, test);
  }

  private static Variant variant(String name, Fields fields) {
    for (String field : fields.names()) {
      if (!FIELDS.contains(field)) {
        throw fields.invalid(field, "is no field of a form; there are " + FIELDS);
      }
    }
    long version = fields.number("template_version", 1, VERSION_MAX, 0);
    return new Variant(
        name,
        fields.text("template", ID_CHARS_MAX).filter(text -> !text.isEmpty()),
        version == 0 ? Optional.empty() : Optional.of((int) version),
        line(fields, "subject", SUBJECT_CHARS_MAX).filter(text -> !text.isEmpty()),
        line(fields, "from_name", LINE_CHARS_MAX),
        (int) fields.number("weight", 1, WEIGHT_MAX, 1));
  }

  private static Optional<String> line(Fields fields, String name, int charsMax) {
    Optional<String> text = fields.text(name, charsMax).map(String::strip);
    if (text.filter(t -> t.chars().anyMatch(Character::isISOControl)).isPresent()) {
      throw fields.invalid(name, "must be one line of at most " + charsMax + " characters");
    }
    return text;
  }

  /** Writes them; nothing where there are none. */
  public static void add(JsonObjectBuilder out, Variants variants) {
    if (variants.isEmpty()) {
      return;
    }
    JsonObjectBuilder all = ControlJson.object();
    for (Variant variant : variants.all()) {
      JsonObjectBuilder each = ControlJson.object();
      variant.template().ifPresent(id -> each.add("template", id));
      variant.templateVersion().ifPresent(number -> each.add("template_version", number));
      variant.subject().ifPresent(text -> each.add("subject", text));
      variant.fromName().ifPresent(text -> each.add("from_name", text));
      all.add(variant.name(), each.add("weight", variant.weight()));
    }
    out.add(VARIANTS, all);
    variants.test().ifPresent(test -> TestFields.add(out, test));
  }
}

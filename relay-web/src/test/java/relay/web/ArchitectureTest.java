package relay.web;

import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;

import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.servlet.annotation.WebServlet;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.ext.Provider;
import relay.architecture.ArchitectureRules;

@AnalyzeClasses(packages = "relay.web", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest static final ArchTests rules = ArchTests.in(ArchitectureRules.class);

  /** RESTEasy (WildFly, Open Liberty) makes each of these by a public constructor, or nothing. */
  @ArchTest
  static final ArchRule whatTheServerMakesHasAPublicConstructor =
      constructors()
          .that()
          .areDeclaredInClassesThat(
              are(CanBeAnnotated.Predicates.annotatedWith(Provider.class))
                  .or(are(CanBeAnnotated.Predicates.annotatedWith(Path.class)))
                  .or(are(CanBeAnnotated.Predicates.annotatedWith(WebServlet.class)))
                  .forSubtype())
          .should()
          .haveModifier(PUBLIC);
}

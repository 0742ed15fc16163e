package dev.belay.profile;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.belay.profile");

    @Test
    void featuresFormNoCircle() {
        slices().matching("dev.belay.profile.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theLadderAndTheCatalogueKnowNothingOfPeople() {
        noClasses()
                .that()
                .resideInAnyPackage("..ladder..", "..skills..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..people..", "..imports..")
                .check(CLASSES);
    }

    @Test
    void onlyResourcesSpeakHttp() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Resource")
                .and()
                .haveSimpleNameNotEndingWith("Pages")
                // An import's answer is made where its transaction is, for the idempotency key is kept with it.
                .and()
                .doNotHaveSimpleName("ImportIntake")
                // Errors that came up before any resource.
                .and()
                .doNotHaveSimpleName("ScimErrors")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.ws.rs..")
                .check(CLASSES);
    }

    @Test
    void noServiceKnowsAnother() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.belay.mentorship..", "dev.belay.matching..", "dev.belay.local..")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatThingsAre() {
        classes()
                .should()
                .haveSimpleNameNotEndingWith("Impl")
                .andShould()
                .haveSimpleNameNotEndingWith("Util")
                .andShould()
                .haveSimpleNameNotEndingWith("Utils")
                .check(CLASSES);
    }
}

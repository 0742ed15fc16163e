#!/bin/sh
# Run once, when the data volume is new: for each service a database, an owner role that migrates it,
# and a lesser role for the running service, which may read and change rows and nothing else.
set -eu

for service in profile mentorship matching; do
    case $service in
        profile) owner_password=$PROFILE_OWNER_PASSWORD app_password=$PROFILE_APP_PASSWORD ;;
        mentorship) owner_password=$MENTORSHIP_OWNER_PASSWORD app_password=$MENTORSHIP_APP_PASSWORD ;;
        matching) owner_password=$MATCHING_OWNER_PASSWORD app_password=$MATCHING_APP_PASSWORD ;;
    esac
    psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
        --set=database="$service" --set=owner="${service}_owner" --set=app="${service}_app" \
        --set=owner_password="$owner_password" --set=app_password="$app_password" <<'SQL'
SET password_encryption = 'scram-sha-256';
CREATE ROLE :"owner" LOGIN PASSWORD :'owner_password';
CREATE ROLE :"app" LOGIN PASSWORD :'app_password';
CREATE DATABASE :"database" OWNER :"owner";
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO :"app";
SQL
    psql --quiet --no-psqlrc --set=ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$service" \
        --set=owner="${service}_owner" --set=app="${service}_app" <<'SQL'
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO :"app";
SQL
done
